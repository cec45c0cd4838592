# From clean events to the level of each dyad.


rule code_dyads:
    """Find the indicators that the events show, and the level that they add up to, by dyad."""
    input:
        events="<results>/clean/events.csv",
        actors="<results>/clean/actors.csv",
        codebook=CODEBOOK,
        readings="config/readings.yaml",
    output:
        events="<results>/events.csv",
        evidence="<results>/evidence.csv",
        dyads="<results>/dyads.csv",
    log:
        "<logs>/code_dyads.log",
    priority: ON_THE_LONGEST_WAY
    conda:
        "../../environment.yml"
    params:
        reading=config["reading"],
        balance=config["balance"],
        code=code_of("code_dyads"),
    script:
        "../scripts/code_dyads.py"


rule measure_scale:
    """Test whether the levels are a cumulative scale in the evidence."""
    input:
        dyads="<results>/dyads.csv",
        codebook=CODEBOOK,
    output:
        "<results>/replication/scale.csv",
    log:
        "<logs>/measure_scale.log",
    conda:
        "../../environment.yml"
    params:
        draws=config["replication"]["draws"],
        seed=config["replication"]["seed"],
        code=code_of("measure_scale"),
    script:
        "../scripts/measure_scale.py"
