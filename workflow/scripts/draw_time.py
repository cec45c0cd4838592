"""The network as a process: five figures in both languages, each with the data behind it."""

from interregional.catalogue.span import last_year
from interregional.codebook.decisions import read_codebook
from interregional.codebook.wording import load_wording
from interregional.exhibits import figures, saving
from interregional.exhibits import periods as by_period
from interregional.exhibits import years as by_year
from interregional.tables.files import read_result, read_table, write_table
from interregional.tables.problems import run
from interregional.time.periods import load_periods

PLACES, TRAJECTORIES = 5, 4


def draw_time(given, params, output):
    codebook = read_codebook(given.codebook)
    actors, events, levels = read_result(given.actors), read_result(given.events), read_result(given.levels, year="int")
    periods = load_periods(given.periods, levels["year"])
    years = read_result(given.years, from_year="int", to_year="int")
    marks, last = by_year.event_marks(events, years, codebook), last_year(events, params.last_year)
    ties = by_period.ties_by_period(levels, periods, codebook, last)
    placed = figures.place_ties(ties, actors, read_table(given.layout), codebook, "period")
    hubs = by_period.hub_places(read_result(given.nodes, year="int"), PLACES)
    dyads = params.trajectories or by_year.most_told(marks, TRAJECTORIES)
    paths = by_year.trajectories(read_result(given.spells), params.reading, dyads, codebook, last)
    for table, path in zip((levels, marks, placed, hubs, paths), output.data):
        write_table(table, path)
    saving.set_style()
    for language, wording in load_wording(given.labels, **params.spoken).items():
        names = dict(zip(actors["code"], actors[f"label_{language}"]))
        network = by_period.draw_periods(placed, periods, last, names, codebook, wording)
        for name, figure in (
            ("levels_by_year", by_year.draw_levels(levels, names, codebook, wording)),
            ("events_by_dyad", by_year.draw_events(marks, names, codebook, wording)),
            ("network_by_period", network),
            ("hub_ranks", by_period.draw_hubs(hubs, PLACES, names, wording)),
            ("trajectories", by_year.draw_trajectories(paths, dyads, names, codebook, wording)),
        ):
            saving.save(figure, f"{params.folder}/{name}.{language}")


if __name__ == "__main__":
    run(draw_time, snakemake)
