"""The commands that need no search engine and no site; `webapp.cli` composes them with the others."""
