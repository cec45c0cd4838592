"""Say that the files of an edition are in order, and how many rows they have."""

from interregional.tables.files import read_result
from interregional.tables.problems import logged


def validate(given, edition):
    print(f"\nThe files of the edition {edition} are in order:")
    for name in ("events", "actors", "memberships", "states"):
        print(f"  {name:<12} {len(read_result(getattr(given, name))):>6} rows")
    changes = sum(len(read_result(log)) for log in given.logs)
    print(f"  {changes} cells were brought into the usual form; {' and '.join(given.logs)} list them.")


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        validate(snakemake.input, snakemake.params.edition)
