"""The SHA-256 of every raw file that the edition is made from."""

import csv
import io

from interregional.editions.manifest import input_digests
from interregional.tables.problems import logged
from interregional.tables.textfiles import write_text

ROLES = ("catalogue", "memberships", "second_coding", "published", "codebook")


def digest_inputs(given, output):
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(["role", "file", "bytes", "sha256"])
    rows.writerows(input_digests({role: getattr(given, role) for role in ROLES}))
    write_text(table.getvalue(), output)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        digest_inputs(snakemake.input, snakemake.output[0])
