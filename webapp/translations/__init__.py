"""The words of the interface in Kazakh and Russian; the code is written in English."""
