"""From a query as people type it to the words that the index has."""
