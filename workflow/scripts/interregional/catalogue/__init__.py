"""Raw rows become clean events between known actors."""
