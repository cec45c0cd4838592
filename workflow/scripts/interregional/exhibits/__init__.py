"""Tables and figures, in every format and both languages."""
