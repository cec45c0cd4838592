"""The templates of pages and tables, all read in one way."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import jinja2

FOLDER = Path(__file__).parents[1] / "templates"
_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(FOLDER),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    undefined=jinja2.StrictUndefined,
)


def template(name: str) -> jinja2.Template:
    """A template of the folder templates/: what is filled in is escaped, a name that is not given is an error."""
    return _ENVIRONMENT.get_template(name)


def policy_hash(text: str) -> str:
    """What a page's content policy calls a style or script that stands in it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
