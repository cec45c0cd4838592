"""Coded dyads to the network, its measures and its exports."""

from interregional import network
from interregional.codebook import load_codebook
from interregional.files import read_result, write_table, write_text
from interregional.flows import find_flows
from interregional.problems import logged


def build_network(given, params, output):
    codebook = load_codebook(given.codebook)
    dyads = read_result(given.dyads, flow_ab="int", flow_ba="int")
    graph = network.build_graph(dyads, read_result(given.actors), codebook)
    flows = network.build_flow_graph(graph)
    nodes = network.measure_nodes(graph, flows, params.levels)
    complete = network.with_measures(graph, nodes)
    write_table(nodes, output.nodes)
    write_table(network.edge_table(graph), output.edges)
    write_table(find_flows(read_result(given.events), codebook), output.flows)
    write_table(network.measure_network(graph, flows, params.levels), output.measures)
    write_table(network.drawn_ties(dyads, params.levels), output.ties)
    write_text(network.graphml(complete), output.graphml)
    write_text(network.gexf(complete), output.gexf)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        build_network(snakemake.input, snakemake.params, snakemake.output)
