"""Coded dyads become a network; actors and the whole are measured."""
