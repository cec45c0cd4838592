"""Records of event files become events: what is reported twice counts once, what recurs is found."""
