# From raw rows to clean events between known actors.


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
        since=config["since"],
        languages=LANGUAGES,
        recurrence=config["recurrence"],
        last_year=LAST_YEAR,
        code=code_of("clean_events"),
    script:
        "../scripts/clean_events.py"


# Only an edition that records its searches can say where it has looked.
SOUGHT = config["searches"]
COVERAGE = ["<results>/coverage.csv"] if SOUGHT["files"] else []
# What such an edition keeps beside its results, and its workbook shows.
KEPT = {key: SOUGHT[key] for key in ("recall", "verdicts")} | dict(
    sources=SOURCES,
    searches=SOUGHT["files"],
    coverage=COVERAGE,
    second_coding=config["replication"]["second_coding"],
)
KEPT = KEPT if COVERAGE else {}

if COVERAGE:

    rule measure_coverage:
        """Say of each pair of the frame what was searched and found."""
        input:
            searches=SOUGHT["files"],
            events="<results>/clean/events.csv",
            actors="<results>/clean/actors.csv",
        output:
            COVERAGE,
        log:
            "<logs>/measure_coverage.log",
        conda:
            "../../environment.yml"
        params:
            frame=SOUGHT["frame"],
            code=code_of("measure_coverage"),
        script:
            "../scripts/measure_coverage.py"
