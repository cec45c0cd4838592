"""Coded dyads to the network and its measures."""

from interregional.codebook.decisions import read_codebook
from interregional.levels.flows import find_flows
from interregional.network import graph, measures
from interregional.tables.files import read_result, write_table
from interregional.tables.problems import run


def build_network(given, params, output):
    codebook = read_codebook(given.codebook)
    dyads = read_result(given.dyads, flow_ab="int", flow_ba="int")
    network = graph.build_graph(dyads, read_result(given.actors), codebook)
    flows = graph.build_flow_graph(network)
    nodes = measures.measure_nodes(network, flows, params.levels)
    write_table(nodes, output.nodes)
    write_table(graph.edge_table(network), output.edges)
    write_table(find_flows(read_result(given.events), codebook), output.flows)
    write_table(measures.measure_network(network, flows, params.levels), output.measures)
    write_table(graph.drawn_ties(dyads, params.levels), output.ties)


if __name__ == "__main__":
    run(build_network, snakemake)
