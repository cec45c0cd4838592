"""An edition as a whole: its settings, its checksums, and what differs from another."""
