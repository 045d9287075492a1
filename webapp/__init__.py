"""The site: pages, the JSON API and the composed command `kb`; `webapp.app` makes the application."""
