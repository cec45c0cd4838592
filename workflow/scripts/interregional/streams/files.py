"""Which event files an edition has, and how they are dealt out to jobs."""

from __future__ import annotations

import glob
import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path


def find_files(patterns: Sequence[str]) -> list[str]:
    """The files that names and patterns (`*`, `?`, `**` for folders below) stand for, each once, sorted."""
    return sorted({path for pattern in patterns for path in matching(pattern)})


def matching(pattern: str) -> Iterator[str]:
    """The files that a pattern stands for, one after the other: an archive has hundreds of thousands."""
    return (path for path in glob.iglob(pattern, recursive=True) if os.path.isfile(path))  # noqa: PTH113, PTH207


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
