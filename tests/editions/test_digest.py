import ast
import re
import shutil

import pytest

from interregional.editions import digest
from tests.conftest import ROOT

SCRIPTS = ROOT / "workflow" / "scripts"


@pytest.fixture
def package(tmp_path, monkeypatch):
    folder = tmp_path / "scripts" / "interregional"
    (folder / "templates").mkdir(parents=True)
    (tmp_path / "schemas").mkdir()
    for name, text in (
        ("a", "from interregional.early import b"),
        ("early/b", "from interregional.schema import load_schema\ndef f(name):\n    load_schema('one')"),
        ("d", "from interregional.schema import load_schema\nTABLES = ('two',)\ndef f(name):\n    load_schema(name)"),
        ("schema", ""),
        ("c", ""),
        ("exhibits/rendering", ""),
    ):
        (folder / f"{name}.py").parent.mkdir(exist_ok=True)
        (folder / f"{name}.py").write_text(text)
    for name in ("one", "two"):
        (tmp_path / "schemas" / f"{name}.schema.yaml").write_text("1")
    script = tmp_path / "scripts" / "rule.py"
    script.write_text("from interregional import a\nimport pandas\n")
    monkeypatch.setattr(digest, "PACKAGE", folder)
    monkeypatch.setattr(digest, "SCHEMAS", tmp_path / "schemas")
    return folder, script


@pytest.mark.parametrize(
    ("edited", "changes"),
    [
        ("a.py", True),
        ("early/b.py", True),
        ("schema.py", True),
        ("../../schemas/one.schema.yaml", True),
        ("../../schemas/two.schema.yaml", False),
        ("c.py", False),
        ("templates/table.t", False),
    ],
)
def test_only_what_a_script_uses_changes_its_digest(package, edited, changes):
    folder, script = package
    before = digest.code_digest(script)
    (folder / edited).write_text("# edited")
    assert (digest.code_digest(script) != before) is changes


def parsed_imports(code):
    """What `_own_imports` finds, by Python's own parser."""
    names = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and node.module.split(".")[0] == "interregional":
            parts = node.module.split(".")[1:]
            names |= {"/".join(path) for path in (parts, *([*parts, alias.name] for alias in node.names))}
    return {name for name in names if (digest.PACKAGE / f"{name}.py").is_file()}


def parsed_schemas(code):
    """What `_schemas` finds, by Python's own parser."""
    nodes = list(ast.walk(ast.parse(code)))
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    known = {path.name.removesuffix(".schema.yaml") for path in digest.SCHEMAS.glob("*.schema.yaml")}
    if any(getattr(call.func, "id", "") == "load_schemas" for call in calls):
        return known
    loaded = [call.args[0] for call in calls if getattr(call.func, "id", "") == "load_schema"]
    found = {name.value for name in loaded if isinstance(name, ast.Constant)}
    if not all(isinstance(name, ast.Constant) for name in loaded):
        found |= {node.value for node in nodes if isinstance(node, ast.Constant)}
        found |= {getattr(node.target, "id", "") for node in nodes if isinstance(node, ast.AnnAssign)}
    return known & found


def test_imports_and_schemas_are_found_as_python_finds_them():
    texts = {path.name: path.read_text(encoding="utf-8") for path in SCRIPTS.rglob("*.py")}
    for name, text in texts.items():
        assert digest._own_imports(text) == parsed_imports(text), name
        assert digest._schemas(text) == parsed_schemas(text), name
    assert len([text for text in texts.values() if digest._own_imports(text)]) > 80


def test_a_schema_loaded_by_the_name_of_a_file_counts(package):
    folder, script = package
    script.write_text("from interregional import d")
    before = digest.code_digest(script)
    (folder.parents[1] / "schemas" / "one.schema.yaml").write_text("edited")
    assert digest.code_digest(script) == before
    (folder.parents[1] / "schemas" / "two.schema.yaml").write_text("edited")
    assert digest.code_digest(script) != before


def test_every_schema_counts_for_some_module():
    used = set().union(*(digest._schemas(path.read_text(encoding="utf-8")) for path in digest.PACKAGE.glob("**/*.py")))
    # The others describe tables that no rule checks.
    assert {path.name.split(".")[0] for path in digest.SCHEMAS.glob("*.yaml")} - used == {
        "layout",
        "citations",
        "result_columns",
    }


def test_templates_count_for_what_renders(package):
    folder, script = package
    script.write_text("from interregional.exhibits.rendering import render")
    before = digest.code_digest(script)
    (folder / "templates" / "explorer.t").write_text("edited")
    assert digest.code_digest(script) == before
    (folder / "templates" / "table.t").write_text("edited")
    assert digest.code_digest(script) != before


def test_every_rule_with_a_script_names_the_digest_of_that_script():
    for rules in sorted((ROOT / "workflow" / "rules").glob("*.smk")):
        for rule in re.split(r"^rule ", rules.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            script = re.search(r'"\.\./scripts/(\w+)\.py"', rule)
            if script:
                assert f'code_of("{script.group(1)}")' in rule, rule.split(":")[0]
                assert (SCRIPTS / f"{script.group(1)}.py").is_file()


def test_a_part_of_the_explorers_script_counts_for_the_explorer_alone(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "workflow", tmp_path / "workflow", ignore=shutil.ignore_patterns("__pycache__"))
    package = tmp_path / "workflow" / "scripts" / "interregional"
    monkeypatch.setattr(digest, "PACKAGE", package)
    monkeypatch.setattr(digest, "SCHEMAS", tmp_path / "workflow" / "schemas")
    rules = ("write_explorer", "write_report")
    before = [digest.code_digest(SCRIPTS / f"{rule}.py") for rule in rules]
    with (package / "templates" / "explorer" / "search.js").open("a", encoding="utf-8") as part:
        part.write("// edited\n")
    after = [digest.code_digest(SCRIPTS / f"{rule}.py") for rule in rules]
    assert [one == other for one, other in zip(before, after)] == [False, True]
