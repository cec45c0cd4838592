# The network of the coded dyads.


rule build_network:
    """Join the dyads to a network; measure actors and the whole."""
    input:
        events="<results>/clean/events.csv",
        actors="<results>/clean/actors.csv",
        dyads="<results>/dyads.csv",
        codebook=CODEBOOK,
    output:
        nodes="<results>/network/nodes.csv",
        edges="<results>/network/edges.csv",
        flows="<results>/network/flows.csv",
        measures="<results>/network/measures.csv",
        ties="<results>/network/figure_1_ties.csv",
    log:
        "<logs>/build_network.log",
    priority: ON_THE_LONGEST_WAY
    conda:
        "../../environment.yml"
    params:
        levels=DRAWN,
        code=code_of("build_network"),
    script:
        "../scripts/build_network.py"


rule measure_chance:
    """Set hubs against the attention that each actor gets, and asymmetry against directions by chance."""
    input:
        events="<results>/events.csv",
        dyads="<results>/dyads.csv",
        codebook=CODEBOOK,
        readings=READINGS,
    output:
        "<results>/network/chance.csv",
    log:
        "<logs>/measure_chance.log",
    priority: ON_THE_LONGEST_WAY
    conda:
        "../../environment.yml"
    params:
        **RANDOM,
        reading=config["reading"],
        balance=config["balance"],
        code=code_of("measure_chance"),
    script:
        "../scripts/measure_chance.py"
