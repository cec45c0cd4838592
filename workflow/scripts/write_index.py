"""The page to start from."""

from interregional.codebook.wording import load_wording
from interregional.pages.index import build_index
from interregional.pages.pictures import load_picture
from interregional.pages.report.material import load_exhibits
from interregional.tables.files import read_result, records
from interregional.tables.problems import run
from interregional.tables.textfiles import write_text


def write_index(given, params, output):
    wordings = load_wording(given.labels, **params.spoken)
    exhibits = load_exhibits(given.exhibits, params.spoken["publication"])
    pictures = dict(zip(wordings, map(load_picture, given.pictures[::2])))
    tables = {"events": read_result(given.events), "dyads": read_result(given.dyads)}
    [exhibit] = records(exhibits[exhibits["key"] == params.figure])
    made = {*params.made, "manifest.sha256"}
    write_text(build_index(params.edition, made, tables, exhibit, pictures, wordings), output[0])


if __name__ == "__main__":
    run(write_index, snakemake)
