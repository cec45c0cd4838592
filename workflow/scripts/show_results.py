"""Say where the results of an edition are. Usage: show_results.py results/<edition>"""

import sys
from pathlib import Path

SHOWN = {
    "index.html": "what is here, in both languages: begin here",
    "report.html": "the replication report, in both languages",
    "tables/table_1.en.html": "Table 1, types of actors (also .fa, and csv, md, tex, docx)",
    "tables/table_2.en.html": "Table 2, levels and features (also .fa, and csv, md, tex, docx)",
    "figures/figure_1.en.png": "Figure 1, the network (also .fa, and svg, pdf)",
    "figures/figure_1_published.en.png": "the same drawing from the paper's own labels",
    "dyads.csv": "every dyad: type, level, indicators, events, flows",
    "events.csv": "every event, with the indicators that it shows",
    "figures/levels_by_year.en.png": "the level of each dyad by year (also .fa; more figures beside it)",
    "replication/findings.en.md": "what the replication finds, in words (also .fa)",
    "replication/levels.csv": "the paper's levels against the coded ones",
    "replication/claims.csv": "a verdict on each claim of the paper",
    "notebooks/dyad.html": "one dyad, from its events to its level",
}

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    print(f"\nDone. Results are in {folder}/:")
    for name, what in SHOWN.items():
        print(f"  {name:<36} {what}")
