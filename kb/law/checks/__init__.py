"""What is checked in an act before a reviewer sees it; one subject a file, each a pure function."""
