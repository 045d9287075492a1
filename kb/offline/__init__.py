"""A draft as a Word document, to be read and commented on without the site; and the comments taken back."""
