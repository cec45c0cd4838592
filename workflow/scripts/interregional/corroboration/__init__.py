"""Whether independent evidence bears out what a publication states and what its own narrative shows."""
