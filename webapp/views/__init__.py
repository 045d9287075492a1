"""What each address answers: a few lines that ask a service and fill a page."""
