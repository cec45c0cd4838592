# Pages to explore the results in a browser. Each is one file that loads nothing from elsewhere.


rule write_explorer:
    """Write the network with its years, readings and evidence as one page in both languages."""
    input:
        events="<results>/events.csv",
        evidence="<results>/evidence.csv",
        dyads="<results>/dyads.csv",
        actors="<results>/clean/actors.csv",
        nodes="<results>/network/nodes.csv",
        flows="<results>/network/flows.csv",
        levels="<results>/replication/levels.csv",
        balance="<results>/replication/balance.csv",
        spells="<results>/time/levels_by_reading.csv",
        evidence_years="<results>/time/evidence_by_year.csv",
        node_years="<results>/network/nodes_by_year.csv",
        memberships="<results>/clean/memberships.csv",
        states="<results>/clean/states.csv",
        sources=config["sources"],
        codebook=CODEBOOK,
        readings="config/readings.yaml",
        labels="config/labels.csv",
        layout="config/layout.csv",
        regions="config/regions.csv",
    output:
        "<results>/explorer.html",
    log:
        "<logs>/write_explorer.log",
    conda:
        "../../environment.yml"
    params:
        edition=config["edition"],
        reading=config["reading"],
        levels=config["figure_1"]["levels"],
        code=code_of("write_explorer"),
    script:
        "../scripts/write_explorer.py"
