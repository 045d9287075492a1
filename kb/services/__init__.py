"""The verbs. They take a session and a viewer, and never commit: the caller's edge does, once."""
