"""The levels as a measure: a scale, an order of dominance, face validity."""

import pandas as pd

from interregional.codebook.decisions import load_readings, read_codebook
from interregional.levels import face_validity, order, scale
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import run


def measure_scale(given, params, output):
    codebook, dyads = read_codebook(given.codebook), read_result(given.dyads)
    readings = {name: entry["levels"] for name, entry in load_readings(given.readings, codebook).items()}
    compared = pd.DataFrame(order.compare_with_levels(dyads, codebook), columns=scale.SCALE_COLUMNS)
    coefficients = scale.measure_scale(dyads, codebook, params.draws, params.seed)
    write_table(pd.concat([coefficients, compared]), output.scale)
    write_table(order.order_dyads(dyads), output.order)
    write_table(face_validity.judge_face_validity(dyads, readings, codebook), output.face_validity)


if __name__ == "__main__":
    run(measure_scale, snakemake)
