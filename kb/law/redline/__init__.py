"""What changed between two texts of an act in one language, provision by provision and word by word."""
