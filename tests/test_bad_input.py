"""Whatever is done to the files of an edition, it is accepted as it is meant or refused with the place.

`make test` tries a slice of the mutations, `make torture` thousands of them (`TORTURE` says how many).
"""

import os
import traceback

import pandas as pd
import pytest
import yaml

from interregional.catalogue.loading import load_catalogue
from interregional.editions.settings import check_settings, other_edition, with_defaults
from interregional.memberships.spells import load_memberships
from interregional.tables.problems import DataError
from interregional.tables.text import fold
from tests.conftest import ROOT, snakemake
from tests.mutations import FREE, NASTY, Case, base, mutate

MUTATIONS = int(os.environ.get("TORTURE", "200"))
SEEDS = range(MUTATIONS)


def load(case: Case, codebook) -> dict[str, pd.DataFrame]:
    """What the files of a case mean; DataError if they are refused."""
    sources = [str(case.folder / "sources.json")]
    catalogue = load_catalogue([str(case.path("events"))], [str(case.path("actors"))], sources, codebook)
    files = [str(case.path("memberships"))], [str(case.path("states"))]
    rest = load_memberships(*files, sources, catalogue.actors, codebook)
    return {
        "events": catalogue.events,
        "actors": catalogue.actors,
        "memberships": rest.memberships,
        "states": rest.states,
    }


def judge(case: Case, codebook, whole: dict[str, pd.DataFrame]) -> str:
    """What is wrong with how a case was received; empty if nothing is."""
    before = {path: path.read_bytes() for path in case.folder.iterdir()}
    try:
        found = load(case, codebook)
    except DataError as error:
        if case.expected == "same":
            return f"refused: {error}"
        wrong = [str(one) for one in error.problems if not _named(one, case)]
        return f"refused without its place: {wrong}" if wrong else _written(case, before)
    except Exception:
        return f"no refusal, but {traceback.format_exc()[-1500:]}"
    if case.expected == "refused":
        return "accepted"
    return _silent_change(case, found, whole) or _written(case, before)


def _named(problem, case: Case) -> bool:
    """A problem names a file of the edition, what is wrong and what is allowed; that of a cell its row and column."""
    files = {str(path) for path in case.folder.iterdir()}
    placed = problem.file in files and bool(problem.wrong and problem.allowed)
    return placed and (problem.row >= 1 or not problem.column or problem.file.endswith(".json"))


def _written(case: Case, before: dict) -> str:
    after = {path: path.read_bytes() for path in case.folder.iterdir()}
    return "" if after == before else "the files themselves were changed"


def _silent_change(case: Case, found: dict[str, pd.DataFrame], whole: dict[str, pd.DataFrame]) -> str:
    """Any cell that is other than in the whole edition, but for the one that was mutated."""
    table, _, column = case.cell
    for name, frame in whole.items():
        if case.expected == "same" or name != table:
            # An actor under another code is the same actor; other tables then name it by that code.
            own = ["source", "target", "organisation"] if (table, column) == ("actors", "code") else []
            one, other = (part.drop(columns=own, errors="ignore") for part in (found[name], frame))
            if not one.equals(other):
                return f"{name} means something else"
            continue
        if len(found[name]) != len(frame):
            return f"{name} has other rows"
        # The mutated cell may be the key by which rows are sorted.
        one, other = (sorted(map(tuple, part.drop(columns=column).to_numpy())) for part in (found[name], frame))
        if one != other:
            return f"more than the column {column} of {name} is other"
        new = sorted(set(found[name][column]) - set(frame[column]))
        if new and column in FREE[name] and fold(new[0]) != fold(case.value):
            return f"{case.value!r} became {new[0]!r}"
    return ""


@pytest.fixture(scope="module")
def whole(tmp_path_factory, codebook):
    return load(base(tmp_path_factory.mktemp("whole") / "edition"), codebook)


@pytest.mark.parametrize("part", range(10))
def test_mutations_are_accepted_as_meant_or_refused_with_the_place(part, codebook, whole, tmp_path):
    told = []
    for seed in SEEDS[part::10]:
        case = mutate(tmp_path / str(seed), seed)
        if wrong := judge(case, codebook, whole):
            told.append(f"{case.told}: {wrong}")
    assert not told, "\n".join(told[:20])


def test_every_nasty_cell_in_every_column_of_the_events(codebook, whole, tmp_path):
    """No lottery here: each value once in each column (all of them under `make torture`)."""
    told = []
    columns = list(whole["events"].columns)
    pairs = [(column, value) for column in columns for value in NASTY]
    for number, (column, value) in enumerate(pairs if MUTATIONS >= 2000 else pairs[:: max(1, len(pairs) // 60)]):
        case = base(tmp_path / str(number))
        rows = case.read("events")
        if column not in rows[0]:
            # A column that may be left out.
            rows = [[*row, ""] for row in rows]
            rows[0][-1] = column
        rows[1][rows[0].index(column)] = value
        case.write("events", rows)
        case.expected, case.cell, case.value = "cell", ("events", 2, column), value
        if wrong := judge(case, codebook, whole):
            told.append(f"{column} := {value[:60]!r}: {wrong}")
    assert not told, "\n".join(told[:20])


@pytest.mark.parametrize("seed", range(3 if MUTATIONS < 2000 else 30))
def test_a_sample_goes_through_the_whole_command(project, tmp_path, seed):
    """What the functions refuse, the command refuses with the same lines and nothing written."""
    case = next(
        case for number in range(seed * 97, 10_000)
        if (case := mutate(tmp_path / f"{seed}-{number}", number)).expected == "refused" and "events" in case.told
    )  # fmt: skip
    name = case.files["events"]
    (project / ".test" / "data" / name).write_bytes(case.path("events").read_bytes())
    run = snakemake(project, "--cores", "2", "--configfile", ".test/config/config.yaml")
    assert run.returncode != 0, case.told
    assert f".test/data/{name}:" in run.stderr and "Traceback" not in run.stderr + run.stdout
    assert not any(path.is_file() for path in (project / "results").rglob("*"))


TRICKY = [
    ("edition", "../../x"), ("edition", "a b"), ("edition", "$(touch x)"), ("edition", ""), ("edition", "پ"),
    ("events", "['/dev/null']"), ("events", "[config]"), ("reading", "'; touch x'"),
    ("balance", "{minimum_flows: 1e99, ratio: 2}"), ("time", "{window: -1}"), ("time", "{last_year: 99999}"),
    ("replication", "{draws: 1000000000}"), ("compare_with", "/etc/passwd"),
    ("compare_with", ".test/config/config.yaml"), ("unknown", "1"), ("events", "null"),
]  # fmt: skip


def with_key(project, key, value):
    """The configuration of the small edition with a key of another value."""
    text = (project / ".test" / "config" / "config.yaml").read_text(encoding="utf-8")
    kept = {name: rest for name, rest in yaml.safe_load(text).items() if name != key}
    return f"{yaml.safe_dump(kept)}{key}: {value}\n"


@pytest.mark.parametrize(("key", "value"), TRICKY)
def test_a_tricky_configuration_is_refused(monkeypatch, key, value):
    """By the checks that stand before every rule."""
    monkeypatch.chdir(ROOT)
    settings = with_defaults(yaml.safe_load(with_key(ROOT, key, value)), "config/defaults.yaml")
    with pytest.raises(DataError) as caught:
        check_settings(settings, "config.yaml")
        other_edition(settings, "config/defaults.yaml")
    assert all(" — " in line for line in str(caught.value).splitlines())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        TRICKY[2],
        # No fault of a configuration, but of the files that it names, or of YAML.
        ("events", "[../../../etc/passwd]"),
        ("events", "!!python/object/apply:os.system ['touch x']"),
        ("sources", "[.test/data/events.csv]"),
    ],
)
def test_the_command_refuses_it_too_and_runs_nothing(project, key, value):
    text = with_key(project, key, value)
    (project / ".test" / "config" / "config.yaml").write_text(text, encoding="utf-8")
    run = snakemake(project, "--cores", "1", "--configfile", ".test/config/config.yaml")
    assert run.returncode != 0
    # Tags that would make Python run something are no YAML to Snakemake, which says so by itself.
    assert " — " in run.stderr or "Config file is not valid" in run.stderr, run.stderr
    assert "Traceback" not in run.stderr + run.stdout
    assert not any(found.is_file() for found in (project / "results").rglob("*"))
    assert not list(project.rglob("x"))


def test_the_judge_itself_sees_what_is_wrong(codebook, whole, tmp_path):
    """A judge that lets everything pass would make the tests above worthless."""
    case = base(tmp_path / "accepted")
    case.expected = "refused"
    assert judge(case, codebook, whole) == "accepted"
    case = base(tmp_path / "refused")
    case.path("events").write_text("x\n", encoding="utf-8")
    assert judge(case, codebook, whole).startswith("refused: ")
    case = base(tmp_path / "changed")
    text = case.path("events").read_text(encoding="utf-8").replace("Yearly dialogue", "Monthly dialogue")
    case.path("events").write_text(text, encoding="utf-8")
    assert judge(case, codebook, whole) == "events means something else"
    case.expected, case.cell, case.value = "cell", ("events", 2, "note"), "x"
    assert judge(case, codebook, whole) == "more than the column note of events is other"
