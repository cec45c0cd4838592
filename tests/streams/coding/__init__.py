"""Tests of the coding of event files."""
