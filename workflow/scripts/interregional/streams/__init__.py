"""Machine-coded records become events in the form of the catalogue."""
