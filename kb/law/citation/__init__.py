"""References to provisions: found in the text of a law, typed into a box, and written for people."""
