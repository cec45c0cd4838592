# How much hangs on readings and on who codes, and, with a publication, how far any rule goes to what it states.
MEMBERS = config["memberships"]
SEARCH = ["rule_search", "unreproducible_pairs"] if PUBLICATION else []


rule cross_readings:
    """Read the rules in every way; search how far any rule can go to what a publication states."""
    input:
        events="<results>/clean/events.csv",
        recurrences="<results>/recurrences.csv",
        dyads="<results>/dyads.csv",
        levels=rules.compare_published.output.levels if PUBLICATION else [],
        codebook=CODEBOOK,
        readings=READINGS,
    output:
        sensitivity="<results>/replication/sensitivity.csv",
        robustness="<results>/replication/robustness.csv",
        search=expand("<results>/replication/{table}.csv", table=SEARCH),
    log:
        "<logs>/cross_readings.log",
    priority: ON_THE_LONGEST_WAY
    conda:
        "../../environment.yml"
    params:
        reading=config["reading"],
        recurrence=config["recurrence"],
        last_year=LAST_YEAR,
        years=config["replication"]["cut_off_years"],
        levels=DRAWN,
        code=code_of("cross_readings"),
    script:
        "../scripts/cross_readings.py"


rule compare_codings:
    """Compare the catalogue with an independent second coding of the same text."""
    input:
        events="<results>/clean/events.csv",
        second=config["replication"]["second_coding"],
        actors=config["actors"],
        sources=SOURCES,
        codebook=CODEBOOK,
        readings=READINGS,
    output:
        reliability=shown("<results>/replication/reliability.csv", "reliability"),
        differences="<results>/replication/reliability_differences.csv",
    log:
        "<logs>/compare_codings.log",
    priority: BEFORE_THE_PAGES
    conda:
        "../../environment.yml"
    params:
        **RANDOM,
        languages=LANGUAGES,
        reading=config["reading"],
        code=code_of("compare_codings"),
    script:
        "../scripts/compare_codings.py"


rule digest_inputs:
    """Write the SHA-256 of every raw file: the edition's own, what the paper prints, the codebook."""
    input:
        catalogue=[*config["events"], *config["actors"], *config["sources"]],
        memberships=[*MEMBERS["files"], *MEMBERS["states"], *MEMBERS["sources"]],
        second_coding=config["replication"]["second_coding"],
        published=PRINTED if PUBLICATION else [],
        codebook=[*CODEBOOK, READINGS],
        # Nothing is written of an edition whose rows are faulty.
        checked=["<results>/clean/events.csv", "<results>/clean/memberships.csv"],
    output:
        "<results>/replication/inputs.csv",
    log:
        "<logs>/digest_inputs.log",
    priority: BEFORE_THE_PAGES
    conda:
        "../../environment.yml"
    params:
        code=code_of("digest_inputs"),
    script:
        "../scripts/digest_inputs.py"
