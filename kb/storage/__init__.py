"""Rows and queries, and no rules: what may be done is decided in kb.services."""
