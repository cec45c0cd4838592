"""Tests of the room `levels`."""
