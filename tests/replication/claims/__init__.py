"""Tests of the tests of claims."""
