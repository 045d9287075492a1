"""The texts of the letters, one file for each kind and language: the subject, an empty line, the letter."""
