"""The embedded engine: Whoosh keeps the terms and postings, numpy ranks them."""
