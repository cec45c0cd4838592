"""Check the files of an edition: say what is in them, or what is wrong, with copies in which it is marked."""

import shutil
from pathlib import Path

from interregional.catalogue.loading import load_actors, load_catalogue
from interregional.catalogue.marked_copies import marked_copies
from interregional.codebook.decisions import load_codebook
from interregional.memberships.spells import load_memberships
from interregional.tables.problems import DataError, logged


def validate(given, params):
    codebook, problems, found = load_codebook(given.codebook), [], {}
    files = given.events, given.actors, given.sources
    try:
        catalogue = load_catalogue(*files, codebook, params.languages, params.since, params.last_year)
        found |= {"events": catalogue.events, "actors": catalogue.actors, "changed": catalogue.log}
    except DataError as error:
        problems += error.problems
    try:
        actors = load_actors(given.actors, codebook, params.languages)
        rest = load_memberships(given.memberships, given.states, given.members_sources, actors, codebook)
        found |= {"memberships": rest.memberships, "states": rest.states, "changed_too": rest.log}
    except DataError as error:
        problems += error.problems
    shutil.rmtree(params.marked, ignore_errors=True)
    if problems:
        tables = {name: given[name] for name in ("events", "actors", "memberships", "states")}
        copies = {Path(params.marked, name): copy for name, copy in marked_copies(problems, tables).items()}
        for path, copy in copies.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(copy)
        told = f"Marked in: {', '.join(map(str, copies))}" if copies else "No table could be read to mark a copy of."
        raise DataError(problems, told)
    print(f"\nThe files of the edition {params.edition} are in order:")
    for name in ("events", "actors", "memberships", "states"):
        print(f"  {name:<12} {len(found[name]):>6} rows")
    changes = len(found["changed"]) + len(found["changed_too"])
    print(f"  {changes} changes bring them into the usual form; after a run the cleaning logs list them.")


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        validate(snakemake.input, snakemake.params)
