"""What a publication states, beside its own evidence and beside that of an independent catalogue."""

import pandas as pd

from interregional.changes.editions import pair_claims
from interregional.codebook.decisions import read_codebook
from interregional.codebook.wording import load_wording
from interregional.corroboration import three_way
from interregional.exhibits import saving
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import run


def compare_three_ways(given, params, output):
    codebook, actors = read_codebook(given.codebook), read_result(given.actors)
    own, other = (read_result(path) for path in given.dyads)
    coverage = pd.concat([pd.DataFrame(columns=["actor_a", "actor_b", "state"]), *map(read_result, given.coverage)])
    table = three_way.compare_three_ways(read_result(given.levels), own, other, coverage, codebook)
    write_table(table, output.table)
    write_table(pair_claims(*map(read_result, given.claims)), output.claims)
    saving.set_style()
    for language, wording in load_wording(given.labels, **params.spoken).items():
        names = dict(zip(actors["code"], actors[f"label_{language}"]))
        figure = three_way.draw_three_ways(table, names, codebook, wording)
        saving.save(figure, f"{params.folder}/three_way.{language}")


if __name__ == "__main__":
    run(compare_three_ways, snakemake)
