"""Events show indicators; the indicators of a dyad add up to a level; resources flow."""
