# The comparison: the only rule that reads what the paper states.


rule compare_published:
    """Set the paper's own tables and labels against the coded dyads."""
    input:
        published=expand(
            "data/raw/published/{table}.csv",
            table=["table_1", "table_2", "statements", "text_dyads"],
        ),
        actors="<results>/clean/actors.csv",
        dyads="<results>/dyads.csv",
        codebook=CODEBOOK,
    output:
        levels="<results>/replication/levels.csv",
        table_1="<results>/replication/table_1.csv",
        table_2="<results>/replication/table_2.csv",
        ties="<results>/replication/figure_1_ties.csv",
    log:
        "<logs>/compare_published.log",
    conda:
        "../../environment.yml"
    params:
        levels=config["figure_1"]["levels"],
        code=code_of("compare_published"),
    script:
        "../scripts/compare_published.py"
