"""Every claim of the paper against the coded catalogue, and the paper's slips."""

from interregional.catalogue.span import last_year
from interregional.codebook.decisions import read_codebook
from interregional.memberships.sizes import Roll
from interregional.replication import published
from interregional.replication.claims import evidence, judging
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import run
from interregional.time import periods


def judge_claims(given, params, output):
    codebook = read_codebook(given.codebook)
    stated = published.load_register(given.registers)
    rows = read_result(given.table_1)
    printed = rows[rows["status"] != "not_printed"]
    events, actors = read_result(given.events), read_result(given.actors)
    last = last_year(events, params.last_year)
    dated, *compared = given.time
    spells, *compared = (read_result(path) for path in compared)
    years = read_result(dated, from_year="int", to_year="int")
    history = evidence.History(
        periods.date_events(events, years, codebook, last),
        spells[spells["reading"] == params.reading],
        *compared,
        read_result(given.sizes),
        Roll(read_result(given.memberships), actors, params.statuses),
        actors,
        codebook,
        last,
    )
    catalogue = evidence.Catalogue(
        events, actors, read_result(given.dyads, flow_ab="int", flow_ba="int"),
        set(zip(printed["actor_a"], printed["actor_b"])), codebook, params.levels, params.draws, params.seed, history,
        read_result(given.chance),
    )  # fmt: skip
    write_table(judging.judge_claims(stated["claims"], catalogue), output.claims)
    write_table(published.slips(stated["inconsistencies"]), output.inconsistencies)


if __name__ == "__main__":
    run(judge_claims, snakemake)
