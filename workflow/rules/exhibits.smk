# Tables and figures. Only this file knows the paper's numbers of them.


rule make_tables:
    """Write Table 1 and Table 2 in both languages."""
    input:
        **NAMED,
        table_1="<results>/replication/table_1.csv" if PUBLICATION else [],
        dyads="<results>/dyads.csv",
        evidence="<results>/evidence.csv",
    output:
        exhibit("tables/table_1"),
        exhibit("tables/table_2"),
    log:
        "<logs>/make_tables.log",
    priority: BEFORE_THE_PAGES
    conda:
        "../../environment.yml"
    params:
        spoken=SPOKEN,
        folder=subpath(output[0], parent=True),
        code=code_of("make_tables"),
    script:
        "../scripts/make_tables.py"


rule draw_figure_1:
    """Draw Figure 1 from the coded dyads, in both languages, with the data behind it."""
    input:
        **NAMED,
        ties="<results>/network/figure_1_ties.csv",
        dyads="<results>/dyads.csv",
        layout="config/layout.csv",
    output:
        exhibit("figures/figure_1"),
        data="<results>/figures/figure_1.csv",
    log:
        "<logs>/draw_figure_1.log",
    priority: BEFORE_THE_PAGES
    conda:
        "../../environment.yml"
    params:
        spoken=SPOKEN,
        levels=DRAWN,
        code=code_of("draw_figure_1"),
    script:
        "../scripts/draw_figure_1.py"


rule draw_structure:
    """Draw what flows from whom to whom, which members organisations share, and the order of the dyads."""
    input:
        **NAMED,
        events="<results>/clean/events.csv",
        flows="<results>/network/flows.csv",
        overlap="<results>/memberships/overlap.csv",
        order="<results>/replication/order.csv",
    output:
        exhibit("figures/flows"),
        exhibit("figures/membership_overlap"),
        exhibit("figures/order"),
        flows="<results>/figures/flows.csv",
        overlap="<results>/figures/membership_overlap.csv",
    log:
        "<logs>/draw_structure.log",
    priority: BEFORE_THE_PAGES
    conda:
        "../../environment.yml"
    params:
        spoken=SPOKEN,
        last_year=LAST_YEAR,
        folder=subpath(output.flows, parent=True),
        code=code_of("draw_structure"),
    script:
        "../scripts/draw_structure.py"


rule draw_time:
    """Draw levels, events, periods, hubs and trajectories over time, in both languages, with their data."""
    input:
        **NAMED,
        events="<results>/events.csv",
        years="<results>/time/event_years.csv",
        levels="<results>/levels_by_year.csv",
        spells="<results>/time/levels_by_reading.csv",
        nodes="<results>/network/nodes_by_year.csv",
        periods=config["time"]["periods"] or [],
        layout="config/layout.csv",
    output:
        [exhibit(figure) for figure in TIME_FIGURES],
        data=[f"<results>/{figure}.csv" for figure in TIME_FIGURES],
    log:
        "<logs>/draw_time.log",
    priority: ON_THE_LONGEST_WAY
    conda:
        "../../environment.yml"
    params:
        spoken=SPOKEN,
        reading=config["reading"],
        last_year=LAST_YEAR,
        trajectories=config["time"]["trajectories"],
        folder=subpath(output[0], parent=True),
        code=code_of("draw_time"),
    script:
        "../scripts/draw_time.py"


rule draw_replication:
    """Draw how much hangs on the readings; with a publication also its levels against the coded ones, and its Figure 1 and that against the evidence."""
    input:
        **NAMED,
        ties="<results>/replication/figure_1_ties.csv" if PUBLICATION else [],
        confusion="<results>/replication/confusion.csv" if PUBLICATION else [],
        levels="<results>/replication/levels.csv" if PUBLICATION else [],
        dyads="<results>/dyads.csv",
        layout="config/layout.csv",
        sensitivity="<results>/replication/sensitivity.csv",
        robustness="<results>/replication/robustness.csv",
    output:
        exhibit("replication/specifications"),
        exhibit("replication/robustness"),
        [exhibit(name) for name in (COMPARISON if PUBLICATION else [])],
        data="<results>/figures/figure_1_published.csv" if PUBLICATION else [],
        both="<results>/figures/figure_1_difference.csv" if PUBLICATION else [],
    log:
        "<logs>/draw_replication.log",
    priority: ON_THE_LONGEST_WAY
    conda:
        "../../environment.yml"
    params:
        spoken=SPOKEN,
        levels=DRAWN,
        results=subpath(output[0], ancestor=2),
        code=code_of("draw_replication"),
    script:
        "../scripts/draw_replication.py"
