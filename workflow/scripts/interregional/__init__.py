"""Interregional security cooperation: from events to levels, networks, tables and figures.

Pure functions from tables to tables. The Snakemake scripts beside this package read files, call
one function of it and write the result; tests and notebooks call the same functions.
"""

import atexit
import gc

# The jobs are short, and a tenth of their time went into looking for garbage: while libraries are imported, and once
# more at the end.
gc.set_threshold(100_000, 20, 100)
atexit.register(gc.freeze)
