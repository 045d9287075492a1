"""Search in what is written in rounds of review: comments, replies, answers, opinions.

The index tells only where words may be found. What a viewer is shown, and what is counted, is found
again in what the viewer may read at that moment: rounds close, invitations are taken back.
"""
