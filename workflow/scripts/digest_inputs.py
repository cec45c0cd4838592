"""The SHA-256 of every raw file that the edition is made from."""

from interregional.editions.manifest import input_digests
from interregional.tables.problems import logged
from interregional.tables.textfiles import write_text

ROLES = ("catalogue", "memberships", "second_coding", "published", "codebook")

if __name__ == "__main__":
    with logged(snakemake.log[0]):
        write_text(input_digests({role: getattr(snakemake.input, role) for role in ROLES}), snakemake.output[0])
