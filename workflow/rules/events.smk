# From raw rows to coded dyads.


rule clean_events:
    """Read, clean and check the raw files; resolve the names of actors; log every change."""
    input:
        events=EVENTS,
        actors=config["actors"],
        sources=SOURCES,
        codebook=CODEBOOK,
    output:
        events="<results>/clean/events.csv",
        actors="<results>/clean/actors.csv",
        log="<results>/cleaning_log.csv",
    log:
        "<logs>/clean_events.log",
    conda:
        "../../environment.yml"
    params:
        code=code_of("clean_events"),
    script:
        "../scripts/clean_events.py"


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
    conda:
        "../../environment.yml"
    params:
        reading=config["reading"],
        balance=config["balance"],
        code=code_of("code_dyads"),
    script:
        "../scripts/code_dyads.py"
