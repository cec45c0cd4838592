"""Which event files an edition has, and how they are dealt out to jobs."""

from __future__ import annotations

import glob
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path


def find_files(patterns: Sequence[str]) -> list[str]:
    """The files that names and patterns (`*`, `?`, `**` for folders below) stand for, each once, sorted."""
    found = (path for pattern in patterns for path in glob.glob(pattern, recursive=True))  # noqa: PTH207
    return sorted({path for path in found if Path(path).is_file()})


def deal(files: Sequence[str], per_job: int) -> dict[str, list[str]]:
    """The files of each job, by a name that stays the same while the job has the same files.

    Args:
        files: sorted.
        per_job: so many files for one job.
    """
    jobs = {}
    for start in range(0, len(files), per_job):
        own = list(files[start : start + per_job])
        digest = hashlib.sha256("\0".join(own).encode()).hexdigest()[:8]
        stem = re.sub(r"[^A-Za-z0-9]+", "-", Path(own[0]).name.split(".")[0]).strip("-")[:30]
        jobs[f"{stem or 'file'}-{digest}"] = own
    return jobs
