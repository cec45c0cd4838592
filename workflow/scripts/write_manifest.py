"""The checksums of all results."""

from interregional.editions.manifest import manifest
from interregional.tables.problems import logged
from interregional.tables.textfiles import write_text

if __name__ == "__main__":
    with logged(snakemake.log[0]):
        write_text(manifest(snakemake.input, snakemake.params.folder), snakemake.output[0])
