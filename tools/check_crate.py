"""Check an RO-Crate against profiles, fetching nothing; the environment of the validators runs this.

The validator wants the context of RO-Crate 1.1 from its address. It is given, by way of its cache, the one that rocrate
brings along, with the four terms of workflows as they are in 1.1.

Usage: check_crate.py FOLDER PROFILE...; prints each fault, exit status 1 if there is any.
"""

import io
import json
import sys
import tempfile
from importlib import resources
from pathlib import Path

import requests
from requests_cache import CachedSession
from rocrate.rocrate import ROCrate
from rocrate_validator import services
from rocrate_validator.models import Severity, ValidationSettings
from urllib3 import HTTPResponse

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
WORKFLOW_TERMS = ("ComputationalWorkflow", "FormalParameter", "input", "output")


def offline_cache(folder: str) -> str:
    """A cache of the validator that holds the context; returns its path."""
    context = json.loads((resources.files("rocrate") / "data" / "ro-crate.jsonld").read_text(encoding="utf-8"))
    context["@context"] |= {term: f"https://bioschemas.org/{term}" for term in WORKFLOW_TERMS}
    content = json.dumps(context).encode()
    response = requests.Response()
    response.status_code, response.url, response._content = 200, CONTEXT, content
    response.headers["Content-Type"] = "application/ld+json"
    response.request = requests.Request("GET", CONTEXT).prepare()
    response.raw = HTTPResponse(io.BytesIO(content), response.headers, 200, preload_content=False, request_url=CONTEXT)
    path = str(Path(folder) / "cache")
    CachedSession(cache_name=path, backend="sqlite").cache.save_response(response)
    return path


def faults(crate: str, profile: str, cache: str) -> list[str]:
    """What a profile requires and the crate lacks."""
    settings = ValidationSettings(
        rocrate_uri=crate,
        profile_identifier=profile,
        requirement_severity=Severity.REQUIRED,
        offline=True,
        cache_path=cache,
    )
    return [
        f"{profile}: {issue.message} ({issue.violatingEntity})" for issue in services.validate(settings).get_issues()
    ]


if __name__ == "__main__":
    folder, *profiles = sys.argv[1:]
    crate = ROCrate(folder)
    print(f"rocrate reads {len(list(crate.get_entities()))} entities; main entity {crate.mainEntity.id}")
    with tempfile.TemporaryDirectory() as scratch:
        cache = offline_cache(scratch)
        told = [fault for profile in profiles for fault in faults(folder, profile, cache)]
    print(*told, sep="\n")
    sys.exit(bool(told))
