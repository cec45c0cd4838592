# The network as a process: levels, ties and measures year by year, periods and turning points.
AS_OF = ["dyads.csv", "nodes.csv", "edges.csv"]
NETWORKS = [
    "<results>/network",
    *expand("<results>/as_of/{year}", year=config["time"]["as_of"]),
]


rule code_years:
    """Find from when to when each event counts, and the level of each dyad in each year."""
    input:
        events="<results>/clean/events.csv",
        actors="<results>/clean/actors.csv",
        evidence="<results>/evidence.csv",
        sources=SOURCES,
        codebook=CODEBOOK,
        readings=READINGS,
    output:
        levels="<results>/levels_by_year.csv",
        spells="<results>/time/levels_by_reading.csv",
        evidence="<results>/time/evidence_by_year.csv",
        years="<results>/time/event_years.csv",
    log:
        "<logs>/code_years.log",
    priority: ON_THE_LONGEST_WAY
    conda:
        "../../environment.yml"
    params:
        reading=config["reading"],
        last_year=LAST_YEAR,
        window=config["time"]["window"],
        code=code_of("code_years"),
    script:
        "../scripts/code_years.py"


rule build_network_by_year:
    """Build and measure the network of each year; write the years asked for on their own."""
    input:
        events="<results>/clean/events.csv",
        actors="<results>/clean/actors.csv",
        evidence="<results>/evidence.csv",
        years="<results>/time/event_years.csv",
        levels="<results>/levels_by_year.csv",
        codebook=CODEBOOK,
        readings=READINGS,
    output:
        expand(
            "<results>/as_of/{year}/{table}",
            year=config["time"]["as_of"],
            table=AS_OF,
        ),
        nodes="<results>/network/nodes_by_year.csv",
        measures="<results>/network/measures_by_year.csv",
        flows="<results>/network/flows_by_year.csv",
        ties="<results>/network/tie_histories.csv",
    log:
        "<logs>/build_network_by_year.log",
    priority: ON_THE_LONGEST_WAY
    conda:
        "../../environment.yml"
    params:
        reading=config["reading"],
        balance=config["balance"],
        levels=DRAWN,
        last_year=LAST_YEAR,
        as_of=config["time"]["as_of"],
        folder=subpath(output.nodes, ancestor=2),
        code=code_of("build_network_by_year"),
    script:
        "../scripts/build_network_by_year.py"


rule export_network:
    """Write the network for other programs, with numbers as numbers, the figure's places and colours, and a timeline."""
    input:
        nodes=expand("{network}/nodes.csv", network=NETWORKS),
        edges=expand("{network}/edges.csv", network=NETWORKS),
        levels="<results>/levels_by_year.csv",
        codebook=CODEBOOK,
        layout="config/layout.csv",
    output:
        graphml=expand("{network}/network.graphml", network=NETWORKS),
        gexf=expand("{network}/network.gexf", network=NETWORKS),
    log:
        "<logs>/export_network.log",
    conda:
        "../../environment.yml"
    params:
        code=code_of("export_network"),
    script:
        "../scripts/export_network.py"


rule compare_periods:
    """Set classic against new interregionalism; test turning points; measure the recency of the sources."""
    input:
        events="<results>/clean/events.csv",
        actors="<results>/clean/actors.csv",
        sources=SOURCES,
        years="<results>/time/event_years.csv",
        levels="<results>/levels_by_year.csv",
        ties="<results>/network/tie_histories.csv",
        measures="<results>/network/measures_by_year.csv",
        overlap="<results>/memberships/dyads_by_year.csv",
        periods=config["time"]["periods"] or [],
        codebook=CODEBOOK,
    output:
        periods="<results>/time/periods.csv",
        series="<results>/time/series.csv",
        turning_points="<results>/time/turning_points.csv",
        change_points="<results>/time/change_points.csv",
        recency="<results>/time/recency.csv",
    log:
        "<logs>/compare_periods.log",
    priority: ON_THE_LONGEST_WAY
    conda:
        "../../environment.yml"
    params:
        **RANDOM,
        last_year=LAST_YEAR,
        turning_points=config["time"]["turning_points"],
        window=config["time"]["turning_window"],
        code=code_of("compare_periods"),
    script:
        "../scripts/compare_periods.py"
