# What a person opens, each page one file; first the tables that prose and report both speak of.
from interregional.editions.manifest import makers

TOLD = SECOND_CODING[:1] + [
    f"<results>/{table}.csv"
    for table in """
        events dyads transfers recurrences network/chance cleaning_log replication/scale replication/face_validity
        replication/sensitivity replication/robustness time/recency time/periods time/turning_points
        memberships/sizes_by_year memberships/dyads_by_year clean/memberships network/measures_by_year""".split()
]
# What a publication states, beside the evidence; the prose on it, and on an edition that replicates none.
BESIDE = expand(
    "<results>/replication/{table}.csv",
    table="agreement balance claims inconsistencies levels rule_search table_1 table_2 unreproducible_pairs".split(),
) * bool(PUBLICATION)
PROSE = "findings" if PUBLICATION else "edition"


rule write_findings:
    """Fill the numbers of the edition into the prose of docs/."""
    input:
        **NAMED,
        tables=TOLD + BESIDE,
        templates=[f"docs/{PROSE}.{language}.md.jinja" for language in LANGUAGES],
    output:
        in_languages("replication/findings", "md"),
    log:
        "<logs>/write_findings.log",
    conda:
        "../../environment.yml"
    params:
        spoken=SPOKEN,
        edition=config["edition"],
        reading=config["reading"],
        last_year=LAST_YEAR,
        window=config["time"]["window"],
        code=code_of("write_findings"),
    script:
        "../scripts/write_findings.py"


rule write_explorer:
    """Write the network with its years, readings and evidence as one page in both languages."""
    input:
        **NAMED,
        events="<results>/events.csv",
        evidence="<results>/evidence.csv",
        dyads="<results>/dyads.csv",
        nodes="<results>/network/nodes.csv",
        flows="<results>/network/flows.csv",
        stated=rules.compare_published.output[:2] if PUBLICATION else [],
        spells="<results>/time/levels_by_reading.csv",
        evidence_years="<results>/time/evidence_by_year.csv",
        node_years="<results>/network/nodes_by_year.csv",
        memberships="<results>/clean/memberships.csv",
        states="<results>/clean/states.csv",
        sources=SOURCES,
        other=[f"results/{BASELINE['edition']}/dyads.csv"] if BASELINE else [],
        readings=READINGS,
        layout="config/layout.csv",
        regions="config/regions.csv",
    output:
        shown("<results>/explorer.html", "explorer"),
    log:
        "<logs>/write_explorer.log",
    conda:
        "../../environment.yml"
    params:
        spoken=SPOKEN,
        edition=config["edition"],
        other=BASELINE["edition"] if BASELINE else "",
        reading=config["reading"],
        levels=DRAWN,
        code=code_of("write_explorer"),
    script:
        "../scripts/write_explorer.py"


rule write_report:
    """Write the replication report: tables, figures, verdicts and what was run, as one page in both languages."""
    input:
        tables=[
            *TOLD,
            *BESIDE,
            "<results>/evidence.csv",
            "<results>/clean/actors.csv",
            "<results>/replication/inputs.csv",
        ],
        corroboration=CORROBORATION,
        prose=in_languages("replication/findings", "md"),
        short=[f"docs/report.{language}.md.jinja" for language in LANGUAGES],
        figures=[
            f"<results>/{name}.{language}.{ending}"
            for name, endings in EXHIBITS.items()
            if "svg" in endings
            for language in LANGUAGES
            for ending in ("svg", "png")
        ],
        exhibits="config/exhibits.csv",
        environment="environment.yml",
        regions="config/regions.csv",
        codebook=CODEBOOK,
        labels=LABELS,
    output:
        page=shown("<results>/report.html", "report"),
        pdfs=in_languages("report", "pdf"),
    log:
        "<logs>/write_report.log",
    priority: ON_THE_LONGEST_WAY
    conda:
        "../../environment.yml"
    params:
        spoken=SPOKEN,
        edition=config["edition"],
        reading=config["reading"],
        last_year=LAST_YEAR,
        settings=config,
        folder=subpath(output[0], parent=True),
        made_by=lambda wildcards, input: makers(input, workflow.rules),
        code=code_of("write_report"),
    script:
        "../scripts/write_report.py"


rule write_codebook:
    """Write the codebook of the edition from the schemas and coding tables, as page and PDF in both languages."""
    input:
        codebook=CODEBOOK,
        readings=READINGS,
        labels=LABELS,
        events="<results>/clean/events.csv",  # how often each value occurs
        actors="<results>/clean/actors.csv",
        memberships="<results>/clean/memberships.csv",
        states="<results>/clean/states.csv",
    output:
        pages=[
            shown(f"<results>/codebook.{language}.html", "codebook", language=language)
            for language in LANGUAGES
        ],
        pdfs=in_languages("codebook", "pdf"),
    log:
        "<logs>/write_codebook.log",
    conda:
        "../../environment.yml"
    params:
        spoken=SPOKEN,
        settings=config,
        code=code_of("write_codebook"),
    script:
        "../scripts/write_codebook.py"
