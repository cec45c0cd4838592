"""The recipes of CONTRIBUTING.md, followed to the letter on a copy of the project with the small edition."""

import re
import shlex
import shutil

import pandas as pd
import pytest

from interregional.codebook.wording import LANGUAGES
from tests.conftest import ROOT, copy_project, snakemake

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^### Add an? (\w+)\n(.*?)(?=^### |\Z)", CONTRIBUTING, re.MULTILINE | re.DOTALL))
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def follow(folder, recipe):
    """Append the blocks of a recipe to the files that they name, and run its commands."""
    blocks = BLOCK.findall(RECIPES[recipe])
    assert [kind for kind, *_ in blocks][-1] == "sh"
    for kind, path, text in blocks:
        if kind != "sh":
            with open(folder / path, "a", encoding="utf-8") as file:
                file.write(text)
            continue
        for line in text.splitlines():
            command, *arguments = shlex.split(line)
            assert command == ".venv/bin/snakemake"
            run = snakemake(folder, *arguments)
            assert run.returncode == 0, run.stderr


def table(folder, name):
    """A result of the edition, made if the recipe itself has only checked the files."""
    run = snakemake(folder, f"results/mine/{name}", "--cores", "1", "--configfile", "config/mine.yaml")
    assert run.returncode == 0, run.stderr
    return pd.read_csv(folder / "results" / "mine" / name, dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def mine(tmp_path_factory):
    """The small edition under the name that the recipes use."""
    folder = copy_project(tmp_path_factory.mktemp("recipes") / "project")
    shutil.copytree(ROOT / ".test" / "data", folder / "data" / "raw" / "mine")
    text = (ROOT / ".test" / "config" / "config.yaml").read_text(encoding="utf-8")
    text = text.replace("small", "mine").replace(".test/data", "data/raw/mine")
    (folder / "config" / "mine.yaml").write_text(text)
    return folder


# The order is that of the page: each recipe finds what the ones before it left.
def test_add_an_event(mine):
    follow(mine, "event")
    events = table(mine, "clean/events.csv").set_index("event_id")
    assert tuple(events.loc["R1", ["source", "target", "start"]]) == ("NORTH", "SOUTH", "2004-05-01")


def test_add_an_actor(mine):
    follow(mine, "actor")
    assert "WEST" in set(table(mine, "clean/actors.csv")["code"])
    assert "WEST" in set(table(mine, "clean/events.csv")["source"])


def test_add_a_reading(mine):
    follow(mine, "reading")
    dyads = table(mine, "dyads.csv").set_index(["actor_a", "actor_b"])
    assert dyads.loc[("SOUTH", "WEST"), "level"] == "nominal"
    # The reading has no advanced level, which the declared one of the paper gives to a dyad of this edition.
    assert "advanced" not in set(dyads["level"])
    assert "institutionalised" in set(dyads["level"])


def test_add_a_claim(mine):
    follow(mine, "claim")
    claims = table(mine, "replication/claims.csv").set_index("claim_id")
    assert (
        claims.loc["C999", "verdict"]
        == claims[claims["claim"].str.contains("have become one network")]["verdict"].item()
    )


def test_add_a_format(mine):
    follow(mine, "format")
    path = mine / "results" / "gazette" / "dyads.csv"
    dyads = pd.read_csv(path, dtype=str, keep_default_na=False)
    assert dyads[["actor_a", "actor_b", "level", "indicators"]].values.tolist() == [["AU", "EU", "nominal", "N1"]]


def test_the_recipe_for_a_language_names_every_place():
    places = RECIPES["language"]
    for path in sorted((ROOT / "config").rglob("*.csv")):
        header = path.read_text(encoding="utf-8").split("\n", 1)[0].split(",")
        for column in header:
            if column.endswith("_fa"):
                assert f"`{column.removesuffix('fa')}<code>`" in places, f"{path.name}: {column}"
    schemas = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "workflow" / "schemas").glob("*.yaml"))
    for keyword in set(re.findall(r"(x-\w+)-fa:", schemas)):
        assert f"`{keyword}-<code>`" in places
    for path in re.findall(r"`([\w/.<>]+\.jinja)`", places):
        assert all((ROOT / path.replace("<code>", language)).is_file() for language in LANGUAGES)
