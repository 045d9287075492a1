"""Text analysis and the search engines that are fed from it."""
