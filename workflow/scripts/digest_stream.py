"""Event files to their SHA-256."""

from interregional.editions.manifest import input_digests
from interregional.tables.problems import logged
from interregional.tables.textfiles import write_text

if __name__ == "__main__":
    with logged(snakemake.log[0]):
        write_text(input_digests({"streams": snakemake.input.files}), snakemake.output[0])
