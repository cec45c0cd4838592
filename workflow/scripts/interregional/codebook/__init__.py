"""The coding decisions, which are tables, and the words of both languages."""
