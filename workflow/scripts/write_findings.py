"""The findings in words, in the languages of the edition, with the edition's own numbers."""

from pathlib import Path

from interregional.catalogue.span import last_year
from interregional.codebook.decisions import read_codebook
from interregional.codebook.wording import load_wording
from interregional.pages.findings import summarise, write_prose
from interregional.tables.files import read_result
from interregional.tables.problems import run
from interregional.tables.textfiles import read_text, write_text


def write_findings(given, params, output):
    tables = {Path(path).stem: read_result(path) for path in given.tables}
    calendar = {"last_year": last_year(tables["events"], params.last_year), "window": params.window}
    spoken = params.spoken["caveat"], params.reading, calendar, params.spoken["publication"]
    summary = summarise(tables, params.edition, *spoken)
    codebook, actors = read_codebook(given.codebook), read_result(given.actors)
    reasons = codebook.face_validity.set_index("comparison")
    wordings = load_wording(given.labels, **params.spoken).values()
    for template, wording, path in zip(given.templates, wordings, output):
        names = dict(zip(actors["code"], actors[f"label_{wording.language}"]))
        levels = codebook.labels("level", wording.language)
        reason = reasons[f"reason_{wording.language}"].to_dict()
        write_text(write_prose(read_text(template), summary, wording, names, levels, reason), path)


if __name__ == "__main__":
    run(write_findings, snakemake)
