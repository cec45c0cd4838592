"""What a run shows in the terminal: how far it is, and what its users can do something about."""

from __future__ import annotations

import logging
from typing import Any

# What Snakemake says of itself in every run; its log file has it.
_OF_ITSELF = (
    "Assuming unrestricted", "Building DAG", "Using shell", "Provided cores", "Rules claiming", "Conda environments",
    "Select jobs", "Execute ", "Shutting down", "Exiting because", "Complete log", "Elapsed time",
    "WorkflowError:\nAt least one job did not complete", "At least one job did not complete",
)  # fmt: skip
_TOLD_BY_THE_STEP = "returned non-zero exit status 1"


# What the default profile sets; who asks for anything else gets Snakemake's own words.
_QUIET = {"RULES", "REASON", "HOST"}


def show_less(settings: Any) -> None:
    """Put the filter below on Snakemake's terminal, as the default profile wants it, but not in a dry run.

    Args:
        settings: Snakemake's settings of output.
    """
    if settings.dryrun or {one.name for one in settings.quiet or ()} != _QUIET:
        return
    for handler in logging.getLogger("snakemake.logging").handlers:
        if handler.name == "DefaultStreamHandler":
            handler.addFilter(Terminal())


class Terminal(logging.Filter):
    """Lets through progress, a line for each tenth, and every message that is not of a known, needless kind.

    A step that fails tells why in lines of its own and exits with status 1: that Snakemake tells it again, with the
    path of a temporary script, helps nobody. A step that was killed can't tell, and so Snakemake does.
    """

    def __init__(self) -> None:
        super().__init__()
        self.tenths = 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is shown."""
        event = str(getattr(getattr(record, "event", None), "name", ""))
        if event == "PROGRESS":
            tenths = 10 * record.__dict__["done"] // max(1, record.__dict__["total"])
            before, self.tenths = self.tenths, tenths
            return bool(tenths > before)
        if event in ("WORKFLOW_STARTED", "RUN_INFO", "RESOURCES_INFO", "JOB_FINISHED"):
            return False
        text = str(record.msg)
        return not text.startswith(_OF_ITSELF) and _TOLD_BY_THE_STEP not in text
