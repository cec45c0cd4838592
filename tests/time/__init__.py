"""Tests of the room `time`."""
