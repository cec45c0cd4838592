"""Every claim of the paper against the coded catalogue, and the paper's slips."""

from interregional import claims, replication
from interregional.codebook import load_codebook
from interregional.files import read_result, write_table
from interregional.problems import logged


def judge_claims(given, params, output):
    codebook = load_codebook(given.codebook)
    stated = replication.load_register([given.claims, given.inconsistencies])
    rows = read_result(given.table_1)
    printed = rows[rows["status"] != "not_printed"]
    catalogue = claims.Catalogue(
        events=read_result(given.events),
        actors=read_result(given.actors),
        dyads=read_result(given.dyads, flow_ab="int", flow_ba="int"),
        printed=set(zip(printed["actor_a"], printed["actor_b"])),
        codebook=codebook,
        levels=params.levels,
        draws=params.draws,
        seed=params.seed,
    )
    write_table(claims.judge_claims(stated["claims"], catalogue), output.claims)
    write_table(replication.slips(stated["inconsistencies"]), output.inconsistencies)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        judge_claims(snakemake.input, snakemake.params, snakemake.output)
