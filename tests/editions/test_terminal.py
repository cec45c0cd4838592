import logging
from types import SimpleNamespace

import pytest

from interregional.editions.terminal import Terminal


def record(message, event="", **more):
    found = logging.LogRecord("snakemake", logging.INFO, "", 0, message, None, None)
    found.__dict__ |= {"event": SimpleNamespace(name=event) if event else None, **more}
    return found


@pytest.mark.parametrize(
    ("message", "event", "expected"),
    [
        ("RuleException:\nCommand 'python /x/tmp1.validate.py' returned non-zero exit status 1.", "ERROR", False),
        ("RuleException:\nCommand 'python' died with <Signals.SIGKILL: 9>.", "ERROR", True),
        ("WorkflowError:\nAt least one job did not complete successfully.", "ERROR", False),
        ("Execute 2 jobs...", "JOB_STARTED", False),
        ("Job stats: ...", "RUN_INFO", False),
        ("Nothing to be done (all requested files are present and up to date).", "", True),
        ("LockException: Directory cannot be locked.", "ERROR", True),
        ("something new: 100 % of it", "", True),
        (None, "", True),
    ],
)
def test_what_helps_nobody_is_left_to_the_log_file(message, event, expected):
    assert Terminal().filter(record(message, event)) is expected


def test_a_line_for_each_tenth_and_the_last():
    terminal = Terminal()
    shown = [done for done in range(1, 41) if terminal.filter(record("", "PROGRESS", done=done, total=40))]
    assert shown == list(range(4, 41, 4))
