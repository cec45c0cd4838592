"""Classic against new interregionalism, turning points, and the recency of the sources."""

from interregional.catalogue.span import last_year
from interregional.codebook.decisions import read_codebook
from interregional.levels.evidence import counted
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import run
from interregional.time import breaks, periods, rates
from interregional.time.years import source_years

SERIES = ("events", "security_events", "ties")


def compare_periods(given, params, output):
    codebook = read_codebook(given.codebook)
    events, actors = read_result(given.events), read_result(given.actors)
    last = last_year(events, params.last_year)
    told = source_years(given.sources)
    years = read_result(given.years, from_year="int", to_year="int")
    dated = periods.date_events(events, years, codebook, last)
    between = counted(events, codebook)
    ties, levels = read_result(given.ties, born="int"), read_result(given.levels, year="int")
    series = periods.yearly_series(dated, ties, told, between["source_key"])
    undated = len(between) - len(dated.events)
    compared = periods.compare_periods(
        periods.load_periods(given.periods, levels["year"]),
        dated,
        levels,
        read_result(given.overlap, year="int"),
        read_result(given.measures, year="int"),
        actors,
        last,
    )
    write_table(compared, output.periods)
    write_table(series, output.series)
    turns = breaks.turning_points(series, SERIES, params.turning_points, params.window)
    write_table(turns, output.turning_points)
    write_table(breaks.change_points(series, SERIES, params.draws, params.seed), output.change_points)
    write_table(rates.measure_recency(dated, undated, told), output.recency)


if __name__ == "__main__":
    run(compare_periods, snakemake)
