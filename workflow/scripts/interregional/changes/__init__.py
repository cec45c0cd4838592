"""What differs between two editions, and between machine-coded and hand-coded events."""
