"""The findings in words, in both languages, with the edition's own numbers."""

from pathlib import Path

from interregional.files import read_result, read_text, write_text
from interregional.findings import summarise, write_prose
from interregional.problems import logged
from interregional.wording import load_wording


def write_findings(tables, templates, labels, edition, outputs):
    summary = summarise({Path(path).stem: read_result(path) for path in tables}, edition)
    for template, wording, output in zip(templates, load_wording(labels).values(), outputs):
        write_text(write_prose(read_text(template), summary, wording), output)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        given = snakemake.input
        write_findings(given.tables, given.templates, given.labels, snakemake.params.edition, snakemake.output)
