# For those who bring their own data: blank tables, and a check that runs nothing else.


rule write_blank_tables:
    """Write blank tables to fill in: CSV, and spreadsheets with the codebook's lists to choose from."""
    input:
        actors="<results>/clean/actors.csv",
        sources=SOURCES,
        codebook=CODEBOOK,
        labels="config/labels.csv",
    output:
        expand(
            "<results>/templates/{table}.{ending}",
            table=["events", "actors", "memberships"],
            ending=["csv", *(f"{language}.xlsx" for language in LANGUAGES)],
        ),
    log:
        "<logs>/write_blank_tables.log",
    conda:
        "../../environment.yml"
    params:
        folder=subpath(output[0], parent=True),
        code=code_of("write_blank_tables"),
    script:
        "../scripts/write_blank_tables.py"


rule validate:
    """Check the files of the edition without running the rest: `snakemake validate`."""
    input:
        events=rules.clean_events.output.events,
        actors=rules.clean_events.output.actors,
        memberships=rules.clean_memberships.output.memberships,
        states=rules.clean_memberships.output.states,
        logs=[rules.clean_events.output.log, rules.clean_memberships.output.log],
    log:
        "<logs>/validate.log",
    conda:
        "../../environment.yml"
    params:
        edition=config["edition"],
        code=code_of("validate"),
    script:
        "../scripts/validate.py"
