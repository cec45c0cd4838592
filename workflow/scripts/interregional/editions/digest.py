"""What a rule's result depends on beside its input: the code of the package."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
SCHEMAS = PACKAGE.parents[1] / "schemas"
_SCHEMA = ".schema.yaml"
_IMPORT = re.compile(r"^ *from (interregional[\w.]*) import (?:\(([^)]*)\)|(.+))", re.MULTILINE)
# The templates that a module loads.
TEMPLATES = {
    "exhibits/rendering": ["table.*"],
    "pages/explorer/page": ["explorer.*", "explorer/*"],
    "pages/report/page": ["report.*"],
    "changes/editions_page": ["changes.*", "plain.css"],
    "pages/codebook/book": ["codebook.*", "plain.css"],
    "changes/catalogues_page": ["catalogues.*", "plain.css"],
}


def code_digest(script: str | Path) -> str:
    """A digest of the modules of this package that a script imports, directly or by way of others.

    Given to the rules as a parameter, because Snakemake looks at the script only and would not
    rerun anything after an edit of the package. Schemas and templates count with the modules
    that load them; a schema that is loaded by the name of a file counts where that name stands in the code.

    Args:
        script: Python file that imports from the package.
    """
    names = sorted(_imported(Path(script)))
    modules = [PACKAGE / f"{name}.py" for name in names]
    texts = [path.read_text(encoding="utf-8") for path in [Path(script), *modules]]
    schemas = set().union(*map(_schemas, texts))
    files = modules + [SCHEMAS / f"{name}{_SCHEMA}" for name in sorted(schemas)]
    for name, patterns in TEMPLATES.items():
        if name in names:
            files += sorted(file for pattern in patterns for file in (PACKAGE / "templates").glob(pattern))
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.relative_to(PACKAGE.parents[1]).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def _imported(script: Path) -> set[str]:
    found: set[str] = set()
    waiting = [script]
    while waiting:
        for name in _own_imports(waiting.pop().read_text(encoding="utf-8")):
            if name not in found:
                found.add(name)
                waiting.append(PACKAGE / f"{name}.py")
    return found


# Many rules use the same modules: each text is read once. Every start of Snakemake waits for this, so imports and names
# of schemas are found without parsing.
@cache
def _own_imports(code: str) -> set[str]:
    """Modules of the package that code imports, as `levels/dyads`."""
    names = set()
    for module, several, one in _IMPORT.findall(code):
        parts = module.split(".")[1:]
        imported = [name.split()[0] for name in (several or one).split(",") if name.strip()]
        names |= {"/".join(path) for path in (parts, *([*parts, name] for name in imported))}
    return names & _modules(PACKAGE)


@cache
def _modules(folder: Path) -> set[str]:
    return {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.py")}


@cache
def _known(folder: Path) -> set[str]:
    return {path.name.removesuffix(_SCHEMA) for path in folder.glob(f"*{_SCHEMA}")}


@cache
def _schemas(code: str) -> set[str]:
    """Names of the schemas that code loads."""
    known = _known(SCHEMAS)
    if re.search(r"(?<!def )\bload_schemas\(", code):
        return known
    loaded = re.findall(r"(?<!def )\bload_schema\((?:[\"'](\w+)[\"'])?", code)
    found = set(loaded)
    if not all(loaded):
        # By a name that stands elsewhere in the code: as a text, or as a field of a class.
        found |= {*re.findall(r"[\"'](\w+)[\"']", code), *re.findall(r"^    (\w+):", code, re.MULTILINE)}
    return known & found
