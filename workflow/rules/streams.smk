# Machine-coded event streams: from files of any size to events in the form of the event table.
STREAM_TABLES = [
    f"config/streams/{name}.csv"
    for name in "names officials roles acts texts contexts fields unseen bodies".split()
]
# The tables name the paper's actors, whichever of them the edition has.
KNOWN = "data/raw/paper/actors.csv"
STREAM_CODED = """
    events recurrences records codes coverage unmatched unreadable unknown missing files years sensitivity
""".split()
STREAM_PARTS = {
    "records": "parquet",
    **dict.fromkeys("mentions unreadable unknown missing files".split(), "csv"),
}


rule read_stream:
    """Read event files in one pass; keep the records that tie two actors, an organisation among them."""
    input:
        files=lambda wildcards: STREAM_JOBS[wildcards.job],
        tables=STREAM_TABLES,
        layouts="config/streams/layouts.yaml",
        actors=config["actors"],
        known=KNOWN,
        codebook=CODEBOOK,
    output:
        **{
            table: f"<results>/streams/parts/{{job}}/{table}.{ending}"
            for table, ending in STREAM_PARTS.items()
        },
    log:
        "<logs>/read_stream/{job}.log",
    conda:
        "../../environment.yml"
    threads: 2
    params:
        languages=LANGUAGES,
        layouts=config["streams"]["layouts"],
        unreadable=config["streams"]["unreadable"],
        configuration=CONFIGURATION,
        code=code_of("read_stream"),
    script:
        "../scripts/read_stream.py"


rule code_stream:
    """Count each event once, find what recurs, and write events in the form of the event table."""
    input:
        **{table: parts_of(table, ending) for table, ending in STREAM_PARTS.items()},
        tables=STREAM_TABLES,
        actors=config["actors"],
        known=KNOWN,
        codebook=CODEBOOK,
        readings=READINGS,
        labels=LABELS,
    output:
        **{table: f"<results>/streams/{table}.csv" for table in STREAM_CODED},
    log:
        "<logs>/code_stream.log",
    conda:
        "../../environment.yml"
    params:
        languages=LANGUAGES,
        rules={
            key: config["streams"][key]
            for key in ("repeat_days", "regular", "continuous", "security_bodies")
        },
        reading=config["reading"],
        code=code_of("code_stream"),
    script:
        "../scripts/code_stream.py"


rule measure_precision:
    """Measure how many of the records judged by hand are right."""
    input:
        judgements="data/raw/streams_audit/judgements.csv",
        known=KNOWN,
        codebook=CODEBOOK,
    output:
        "<results>/streams/precision.csv",
    log:
        "<logs>/measure_precision.log",
    conda:
        "../../environment.yml"
    params:
        code=code_of("measure_precision"),
    script:
        "../scripts/measure_precision.py"


rule digest_stream:
    """Write the SHA-256 of every event file as it was given."""
    input:
        # A function, so that the jobs that need no digests don't make a list of a whole archive.
        files=lambda wildcards: [
            path for files in STREAM_JOBS.values() for path in files
        ],
    output:
        "<results>/streams/inputs.csv",
    log:
        "<logs>/digest_stream.log",
    conda:
        "../../environment.yml"
    params:
        code=code_of("digest_stream"),
    script:
        "../scripts/digest_stream.py"


STREAM_RESULTS = (
    [
        rules.code_stream.output,
        rules.measure_precision.output,
        rules.digest_stream.output,
    ]
    if STREAM_JOBS
    else []
)
