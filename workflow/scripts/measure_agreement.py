"""Agreement of the paper's own labels with the coded ones."""

import pandas as pd

from interregional.codebook.decisions import load_codebook
from interregional.replication import agreement
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import logged

BALANCES = ["symmetric", "asymmetric"]


def measure_agreement(given, params, output):
    ranks = load_codebook(given.codebook).values("level")
    levels, balance = read_result(given.levels), read_result(given.balance)
    levels, balance = levels[levels["published_level"] != ""], balance[balance["agree"] != ""]
    clear = levels[~levels["note"].str.contains("ambiguous|garbled")]
    rows = []
    for about, sample, table, values, statistics in (
        ("level", "all", levels, ranks, agreement.STATISTICS),
        ("level", "clear", clear, ranks, agreement.STATISTICS),
        ("balance", "determined", balance, BALANCES, agreement.NOMINAL),
    ):
        labels = table[f"published_{about}"], table[f"coded_{about}"]
        for row in agreement.measure(*labels, values, statistics, params.draws, params.seed):
            rows.append((about, sample, *row))
    write_table(
        pd.DataFrame(rows, columns=["about", "sample", "statistic", "n", "value", "low", "high"]), output.agreement
    )
    table = agreement.confusion(levels["published_level"], levels["coded_level"], ranks)
    write_table(table.rename_axis("published_level").reset_index(), output.confusion)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        measure_agreement(snakemake.input, snakemake.params, snakemake.output)
