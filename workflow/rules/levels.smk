# From clean events to the level of each dyad.


rule code_dyads:
    """Find the indicators that the events show, the level that they add up to by dyad, and whether levels are a scale."""
    input:
        events="<results>/clean/events.csv",
        actors="<results>/clean/actors.csv",
        codebook=CODEBOOK,
        readings="config/readings.yaml",
    output:
        events="<results>/events.csv",
        evidence="<results>/evidence.csv",
        dyads="<results>/dyads.csv",
        scale="<results>/replication/scale.csv",
    log:
        "<logs>/code_dyads.log",
    priority: ON_THE_LONGEST_WAY
    conda:
        "../../environment.yml"
    params:
        reading=config["reading"],
        balance=config["balance"],
        draws=config["replication"]["draws"],
        seed=config["replication"]["seed"],
        code=code_of("code_dyads"),
    script:
        "../scripts/code_dyads.py"
