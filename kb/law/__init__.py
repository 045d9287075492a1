"""The text of the law as values: no file, clock, network, database or environment in here."""
