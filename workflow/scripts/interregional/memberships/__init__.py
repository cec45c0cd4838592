"""Who is a member of what, when, and what follows for the dyads."""
