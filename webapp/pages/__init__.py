"""What each page shows, made from what the services give: no HTML but that of a text itself."""
