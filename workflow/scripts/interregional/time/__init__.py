"""The same, year by year: from when to when evidence counts, periods, turning points."""
