"""Event files to their SHA-256."""

from interregional.editions.manifest import input_digests
from interregional.tables.files import write_table
from interregional.tables.problems import logged


def digest_stream(given, output):
    write_table(input_digests({"streams": given.files}), output[0])


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        digest_stream(snakemake.input, snakemake.output)
