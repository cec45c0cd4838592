"""A publication's statements against the evidence. The one room that knows of a publication."""
