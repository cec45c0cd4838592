"""An edition as a whole: its settings, the digest of its code, its checksums."""
