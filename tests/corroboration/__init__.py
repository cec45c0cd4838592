"""Tests of the room `corroboration`."""
