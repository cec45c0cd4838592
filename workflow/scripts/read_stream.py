"""Event files to the records between two actors of the edition."""

import sys
import time

from interregional.catalogue.loading import load_actors
from interregional.codebook.decisions import load_codebook
from interregional.streams.files import deal, find_files
from interregional.streams.layouts import load_layouts
from interregional.streams.parts import Part, progress_line
from interregional.streams.reading import read_files
from interregional.streams.tables import load_stream_tables
from interregional.tables.problems import logged


def read_stream(given, params, output, streams, threads):
    codebook = load_codebook(given.codebook)
    actors, known = load_actors(given.actors, codebook, params.languages), load_actors([given.known], codebook)
    tables = load_stream_tables(given.tables, sorted({*actors["code"], *known["code"]}), codebook)
    layouts = load_layouts(given.layouts, params.layouts, params.configuration)
    matchers = {layout.name: tables.matcher(layout, actors) for layout in layouts}
    begun = time.monotonic()
    with Part(threads) as part:
        read_files(part, given.files, layouts, matchers, tables.schemes(), params.unreadable)
        part.write(output)
        jobs = deal(find_files(streams["files"]), streams["files_per_job"])
        print(progress_line(part, time.monotonic() - begun, output.files, jobs), file=sys.stderr)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        read_stream(snakemake.input, snakemake.params, snakemake.output, snakemake.config["streams"], snakemake.threads)
