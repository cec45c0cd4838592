"""Tests of the room `memberships`."""
