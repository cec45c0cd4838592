"""What the maintenance scripts share: where things stand, and what the project says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from interregional.codebook.wording import LANGUAGES
from interregional.pages.report.material import load_exhibits
from interregional.tables.files import records, split_list
from interregional.tables.textfiles import read_yaml

RESULTS = "results/paper"


def citation(root: Path) -> Mapping[str, Any]:
    """What CITATION.cff says: title, version, authors, the article."""
    told: Mapping[str, Any] = read_yaml(root / "CITATION.cff")
    return told


def exhibits(root: Path) -> list[dict[str, Any]]:
    """The exhibits of config/exhibits.csv: key, title in both languages, files in both languages below the results."""
    return [
        {
            "key": row["key"],
            "title": f"{row['title_en']} / {row['title_fa']}",
            "files": [
                file.format(language=language)
                for file in split_list(row["files"])
                for language in (LANGUAGES if "{language}" in file else LANGUAGES[:1])
            ],
        }
        for row in records(load_exhibits(root / "config" / "exhibits.csv"))
    ]


def locked(path: Path) -> list[tuple[str, str]]:
    """The packages of a lock with their versions: a package has several where these hang on the interpreter."""
    pins = re.findall(r"^([a-z0-9_.-]+)==([^ ;\\]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return sorted(set(pins))
