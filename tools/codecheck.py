"""Write codecheck.yml: the files that a codechecker must be able to recreate, from config/exhibits.csv.

`make metadata` runs this.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from interregional.tables.textfiles import write_text
from tools.project import RESULTS, citation, exhibits


def text(root: Path) -> str:
    """The file as it is written; no check has been made yet, so it names no checker and no report."""
    [article] = citation(root)["references"]
    told = {
        "version": "https://codecheck.org.uk/spec/config/1.0/",
        "paper": {
            "title": article["title"],
            "authors": [{"name": f"{author['given-names']} {author['family-names']}"} for author in article["authors"]],
            "reference": f"https://doi.org/{article['doi']}",
        },
        "manifest": [
            {"file": f"{RESULTS}/{file}", "comment": exhibit["title"]}
            for exhibit in exhibits(root)
            for file in exhibit["files"]
        ],
    }
    return yaml.safe_dump(told, explicit_start=True, allow_unicode=True, sort_keys=False, width=1000)


if __name__ == "__main__":
    write_text(text(Path()), "codecheck.yml")
