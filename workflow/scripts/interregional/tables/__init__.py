"""A file of any kind becomes a checked table of text cells, or a list of problems."""
