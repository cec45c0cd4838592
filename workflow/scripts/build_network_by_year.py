"""The network of each year, its measures, and the years asked for on their own."""

from interregional.catalogue.span import last_year
from interregional.codebook.decisions import load_readings, read_codebook
from interregional.network import graph, measures
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import run
from interregional.time import networks


def build_network_by_year(given, params, output):
    codebook = read_codebook(given.codebook)
    levels = load_readings(given.readings, codebook)[params.reading]["levels"]
    rules = networks.Rules(codebook, levels, params.balance)
    actors, events = read_result(given.actors), read_result(given.events)
    years = read_result(given.years, from_year="int", to_year="int")
    catalogue = events, read_result(given.evidence), actors, years, rules
    span = networks.span_of(years, last_year(events, params.last_year))
    series = list(networks.networks_by_year(*catalogue, span))
    write_table(networks.nodes_by_year(series, params.levels), output.nodes)
    write_table(networks.measures_by_year(series, actors, codebook, params.levels), output.measures)
    write_table(networks.flows_by_year(series), output.flows)
    write_table(networks.tie_histories(read_result(given.levels, year="int"), codebook), output.ties)
    for one in networks.networks_by_year(*catalogue, params.as_of):
        folder = f"{params.folder}/as_of/{one.year}"
        nodes = measures.measure_nodes(one.graph, one.flows, params.levels)
        write_table(one.dyads, f"{folder}/dyads.csv")
        write_table(nodes, f"{folder}/nodes.csv")
        write_table(graph.edge_table(one.graph), f"{folder}/edges.csv")


if __name__ == "__main__":
    run(build_network_by_year, snakemake)
