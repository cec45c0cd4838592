"""What the project says of itself to machines: licences, citation, data package, codecheck.yml."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from interregional.codebook.decisions import load_codebook
from interregional.tables.schema import load_schema
from tests.conftest import CODEBOOK_FILES, ROOT
from tests.test_project import tracked
from tools import codecheck, datapackage
from tools.project import RESULTS


def validator(name: str) -> str:
    """The path of a program of the environment of the validators; the test is skipped without it."""
    path = ROOT / ".venv-deposit" / "bin" / name
    if not path.exists():
        pytest.skip(f"{name} is not there: run `make .venv-deposit/.done`")
    return str(path)


def check(*command: str, folder: Path = ROOT) -> subprocess.CompletedProcess:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def test_every_file_has_a_licence():
    tracked()
    run = check(validator("reuse"), "lint")
    assert run.returncode == 0, run.stdout


def test_the_citation_is_valid():
    run = check(validator("cffconvert"), "--validate")
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_licence_for_people_names_the_same_licences():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    licences = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["license"]
    assert sorted(path.stem for path in (ROOT / "LICENSES").iterdir()) == sorted(licences)
    assert [name for name in licences if name.replace("CC-BY-", "CC BY ") not in text] == []


def test_the_version_is_told_in_the_changelog():
    version = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["version"]
    assert f"## {version}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_codecheck_is_current():
    assert (ROOT / "codecheck.yml").read_text(encoding="utf-8") == codecheck.text(ROOT), "run `make metadata`"


def test_codecheck_names_every_exhibit_and_only_results(paper_run):
    told = yaml.safe_load(codecheck.text(ROOT))["manifest"]
    files = [entry["file"].removeprefix(f"{RESULTS}/") for entry in told]
    assert not [file for file in files if not (paper_run / file).is_file()]
    assert {"tables/table_1.fa.html", "tables/table_2.en.docx", "figures/figure_1.fa.svg"} <= set(files)


def test_the_data_package_is_current(paper_run):
    written = (ROOT / "datapackage.json").read_text(encoding="utf-8")
    assert written == datapackage.text(datapackage.build(ROOT, paper_run)), "run `make metadata`"


def test_the_world_catalogue_is_described_in_its_own_folder():
    folder = ROOT / datapackage.CATALOGUE
    written = (folder / "datapackage.json").read_text(encoding="utf-8")
    assert written == datapackage.text(datapackage.build_catalogue(ROOT)), "run `make metadata`"
    package = json.loads(written)
    assert {one["path"] for one in package["resources"]} == {path.name for path in folder.iterdir()} - {
        "datapackage.json"
    }
    assert package["licenses"] == [datapackage.LICENCE] and package["version"]


def test_the_data_package_has_every_raw_and_config_table_and_the_main_results():
    package = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    paths = {resource["path"] for resource in package["resources"]}
    assert paths >= {name for name in tracked() if name.startswith(("data/", "config/")) and name.endswith(".csv")}
    main = ["events", "evidence", "dyads", "network/nodes", "network/edges", "figures/figure_1", "tables/table_1.fa"]
    main += ["tables/table_2.en", "replication/levels", "replication/balance", "replication/agreement"]
    assert paths >= {f"{RESULTS}/{name}.csv" for name in [*main, "replication/claims"]}
    assert not [field for resource in package["resources"] for field in resource.get("schema", {}).get("fields", [])
                if not field["description"]]  # fmt: skip


@pytest.fixture
def described(tmp_path, paper_run) -> Path:
    """A folder with the data package and all that it describes."""
    for name in ("data", "config"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copytree(paper_run, tmp_path / RESULTS)
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    return tmp_path


def test_the_data_package_is_valid_and_a_wrong_cell_makes_it_invalid(described):
    command = [validator("frictionless"), "validate", "datapackage.json", "--json"]
    run = check(*command, folder=described)
    assert run.returncode == 0 and json.loads(run.stdout)["valid"], run.stdout
    dyads = described / RESULTS / "dyads.csv"
    dyads.write_text(dyads.read_text(encoding="utf-8").replace(",none,", ",mighty,", 1), encoding="utf-8")
    tasks = json.loads(check(*command, folder=described).stdout)["tasks"]
    assert [task["place"] for task in tasks if not task["valid"]] == [f"{RESULTS}/dyads.csv"]


def test_a_field_says_what_the_schema_says():
    codebook = load_codebook(CODEBOOK_FILES)
    rules = load_schema("events")["properties"]
    told = {column: datapackage.field(column, rule, codebook) for column, rule in rules.items()}
    assert told["scope"]["constraints"] == {"required": True, "enum": codebook.values("scope")}
    assert told["amount"]["type"] == "number" and "constraints" not in told["amount"]
    assert told["event_id"]["constraints"]["pattern"] == rules["event_id"]["pattern"]
    assert "defence" in told["issue_area"]["constraints"]["pattern"]
    both = [rules["start"][key] for key in ("description", "x-description-fa")]
    assert told["start"]["description"].splitlines() == both


def test_a_table_of_results_of_which_nothing_is_told_is_left_out(tmp_path):
    (tmp_path / "a.csv").write_text("actor_a,oddity\nEU,1\n")
    columns = {"actor_a": {}}
    assert datapackage.result_schema(tmp_path / "a.csv", {}, columns) is None
    (tmp_path / "b.csv").write_text("actor_a\nEU\n")
    assert datapackage.result_schema(tmp_path / "b.csv", {}, columns) == {"properties": {"actor_a": {}}}
