"""Tests that mirror the modules of workflow/scripts/interregional/, and runs of the whole."""
