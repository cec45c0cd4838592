"""The SHA-256 of every raw file that the edition is made from."""

from interregional.editions.manifest import input_digests
from interregional.tables.files import write_table
from interregional.tables.problems import logged

ROLES = ("catalogue", "memberships", "second_coding", "published", "codebook")


def digest_inputs(given, output):
    write_table(input_digests({role: getattr(given, role) for role in ROLES}), output)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        digest_inputs(snakemake.input, snakemake.output[0])
