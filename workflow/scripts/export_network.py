"""The network, and its years on their own, in the files of Gephi, igraph and their like."""

from interregional.codebook.decisions import read_codebook
from interregional.network import exports
from interregional.tables.files import read_result, read_table
from interregional.tables.problems import run
from interregional.tables.textfiles import write_text


def export_network(given, params, output):
    layout = read_table(given.layout)
    codebook = read_codebook(given.codebook)
    spells = exports.tie_spells(read_result(given.levels, year="int"), codebook.rank())
    # The first is the network of all years, and alone has a timeline.
    for number, files in enumerate(zip(given.nodes, given.edges, output.graphml, output.gexf)):
        nodes, edges, graphml, gexf = files
        network = exports.drawable(read_result(nodes), read_result(edges), layout, codebook)
        write_text(exports.graphml(network), graphml)
        write_text(exports.gexf(network, codebook, None if number else spells), gexf)


if __name__ == "__main__":
    run(export_network, snakemake)
