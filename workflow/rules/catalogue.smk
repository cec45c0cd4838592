# From raw rows to clean events between known actors; blank tables for those who bring their own.


rule clean_events:
    """Read, clean and check the raw files; resolve the names of actors; find the meetings that recur; log every change."""
    input:
        events=EVENTS,
        actors=config["actors"],
        sources=SOURCES,
        codebook=CODEBOOK,
    output:
        events="<results>/clean/events.csv",
        actors="<results>/clean/actors.csv",
        recurrences="<results>/recurrences.csv",
        log="<results>/cleaning_log.csv",
    log:
        "<logs>/clean_events.log",
    conda:
        "../../environment.yml"
    params:
        recurrence=config["recurrence"],
        last_year=config["time"]["last_year"],
        code=code_of("clean_events"),
    script:
        "../scripts/clean_events.py"


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
