"""Draw records of a stream edition to be judged by hand, with a seed that is told.

    PYTHONPATH=.:workflow/scripts .venv/bin/python -m tools.draw_audit \\
        results/streams --layout icews --sample 3 --seed 20

What is printed are rows for data/raw/streams_audit/judgements.csv, whose last cells are for the judge. Acts
that stand there already are not drawn again. The text to judge by is in the event files, under the record's identifier.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from interregional.streams.audit import draw
from interregional.tables.files import read_result

JUDGED = Path("data/raw/streams_audit/judgements.csv")


def main() -> None:
    """Write the sample to the standard output as CSV."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("edition", type=Path, help="folder of results of a stream edition")
    parser.add_argument("--layout", required=True, help="of what form its files are")
    parser.add_argument("--sample", required=True, help="what the sample is called")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--per-stratum", type=int, default=3, help="records of each dyad and kind of act")
    given = parser.parse_args()
    found, events = (read_result(given.edition / "streams" / f"{name}.csv") for name in ("records", "events"))
    drawn = draw(found, events, read_result(JUDGED), given.sample, given.layout, given.per_stratum, given.seed)
    drawn.to_csv(sys.stdout, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
