"""The rules of review: stages, rounds, comments, opinions, dispositions, anchors, and who sees what; pure."""
