"""Tests of the room `replication`."""
