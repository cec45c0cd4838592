# The paper's exhibits. Only this file knows their numbers.


rule make_tables:
    """Write Table 1 and Table 2 in both languages."""
    input:
        table_1="<results>/replication/table_1.csv",
        evidence="<results>/evidence.csv",
        actors="<results>/clean/actors.csv",
        codebook=CODEBOOK,
        labels="config/labels.csv",
    output:
        exhibit("tables/table_1"),
        exhibit("tables/table_2"),
    log:
        "<logs>/make_tables.log",
    conda:
        "../../environment.yml"
    params:
        caveat=config["caveat"],
        folder=subpath(output[0], parent=True),
        code=code_of("make_tables"),
    script:
        "../scripts/make_tables.py"


rule draw_figure_1:
    """Draw Figure 1 from the coded dyads, in both languages, with the data behind it."""
    input:
        ties="<results>/network/figure_1_ties.csv",
        actors="<results>/clean/actors.csv",
        codebook=CODEBOOK,
        labels="config/labels.csv",
        layout="config/layout.csv",
    output:
        exhibit("figures/figure_1"),
        data="<results>/figures/figure_1.csv",
    log:
        "<logs>/draw_figure_1.log",
    conda:
        "../../environment.yml"
    params:
        caveat=config["caveat"],
        levels=config["figure_1"]["levels"],
        origin="figure_1_coded",
        note="selection_note",
        code=code_of("draw_figure_1"),
    script:
        "../scripts/draw_figure_1.py"


use rule draw_figure_1 as draw_figure_1_published with:
    # The same drawing from the paper's own labels, for comparison.
    input:
        ties="<results>/replication/figure_1_ties.csv",
        actors="<results>/clean/actors.csv",
        codebook=CODEBOOK,
        labels="config/labels.csv",
        layout="config/layout.csv",
    output:
        exhibit("figures/figure_1_published"),
        data="<results>/figures/figure_1_published.csv",
    log:
        "<logs>/draw_figure_1_published.log",
    conda:
        "../../environment.yml"
    params:
        caveat=config["caveat"],
        levels=config["figure_1"]["levels"],
        origin="figure_1_published",
        note="figure_1_published_note",
        code=code_of("draw_figure_1"),
