# The comparison. Only this file names what the paper states: compare_published, judge_claims, and their checksums.
MEMBERS = config["memberships"]
HISTORY = "event_years.csv levels_by_reading.csv periods.csv turning_points.csv".split()
PRINTED = ["table_1", "table_2", "statements", "text_dyads"]
STATED = expand("data/raw/published/{table}.csv", table=PRINTED)
REGISTERS = multiext("data/raw/published/", "claims.csv", "inconsistencies.csv")


rule compare_published:
    """Set the paper's own tables and labels against the coded dyads; measure how far they agree."""
    input:
        published=STATED,
        actors="<results>/clean/actors.csv",
        dyads="<results>/dyads.csv",
        transfers="<results>/transfers.csv",
        evidence="<results>/evidence.csv",
        codebook=CODEBOOK,
        readings="config/readings.yaml",
    output:
        levels=shown("<results>/replication/levels.csv", "levels"),
        balance="<results>/replication/balance.csv",
        table_1="<results>/replication/table_1.csv",
        table_2="<results>/replication/table_2.csv",
        ties="<results>/replication/figure_1_ties.csv",
        agreement=shown("<results>/replication/agreement.csv", "agreement"),
        confusion="<results>/replication/confusion.csv",
    log:
        "<logs>/compare_published.log",
    priority: ON_THE_LONGEST_WAY
    conda:
        "../../environment.yml"
    params:
        reading=config["reading"],
        levels=config["figure_1"]["levels"],
        draws=config["replication"]["draws"],
        seed=config["replication"]["seed"],
        code=code_of("compare_published"),
    script:
        "../scripts/compare_published.py"


rule cross_readings:
    """Read the rules in every way, and search how far any rule can go."""
    input:
        events="<results>/clean/events.csv",
        recurrences="<results>/recurrences.csv",
        dyads="<results>/dyads.csv",
        levels="<results>/replication/levels.csv",
        codebook=CODEBOOK,
        readings="config/readings.yaml",
    output:
        sensitivity="<results>/replication/sensitivity.csv",
        robustness="<results>/replication/robustness.csv",
        search="<results>/replication/rule_search.csv",
        pairs="<results>/replication/unreproducible_pairs.csv",
    log:
        "<logs>/cross_readings.log",
    priority: ON_THE_LONGEST_WAY
    conda:
        "../../environment.yml"
    params:
        reading=config["reading"],
        recurrence=config["recurrence"],
        last_year=config["time"]["last_year"],
        years=config["replication"]["cut_off_years"],
        levels=config["figure_1"]["levels"],
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
        readings="config/readings.yaml",
    output:
        reliability=shown("<results>/replication/reliability.csv", "reliability"),
        differences="<results>/replication/reliability_differences.csv",
    log:
        "<logs>/compare_codings.log",
    priority: BEFORE_THE_NOTEBOOKS
    conda:
        "../../environment.yml"
    params:
        reading=config["reading"],
        draws=config["replication"]["draws"],
        seed=config["replication"]["seed"],
        code=code_of("compare_codings"),
    script:
        "../scripts/compare_codings.py"


rule judge_claims:
    """Test every claim of the paper on the coded catalogue; list the paper's slips."""
    input:
        registers=REGISTERS,
        events="<results>/clean/events.csv",
        actors="<results>/clean/actors.csv",
        dyads="<results>/dyads.csv",
        table_1="<results>/replication/table_1.csv",
        time=multiext("<results>/time/", *HISTORY),
        sizes="<results>/memberships/sizes_by_year.csv",
        memberships="<results>/clean/memberships.csv",
        chance="<results>/network/chance.csv",
        codebook=CODEBOOK,
    output:
        claims=shown("<results>/replication/claims.csv", "claims"),
        inconsistencies=shown("<results>/replication/inconsistencies.csv", "slips"),
    log:
        "<logs>/judge_claims.log",
    priority: ON_THE_LONGEST_WAY
    conda:
        "../../environment.yml"
    params:
        levels=config["figure_1"]["levels"],
        draws=config["replication"]["draws"],
        seed=config["replication"]["seed"],
        reading=config["reading"],
        last_year=config["time"]["last_year"],
        statuses=config["memberships"]["counted"],
        code=code_of("judge_claims"),
    script:
        "../scripts/judge_claims.py"


rule digest_inputs:
    """Write the SHA-256 of every raw file: the edition's own, what the paper prints, the codebook."""
    input:
        catalogue=[*config["events"], *config["actors"], *config["sources"]],
        memberships=[*MEMBERS["files"], *MEMBERS["states"], *MEMBERS["sources"]],
        second_coding=config["replication"]["second_coding"],
        published=[*STATED, *REGISTERS],
        codebook=[*CODEBOOK, "config/readings.yaml"],
        # Nothing is written of an edition whose rows are faulty.
        checked=["<results>/clean/events.csv", "<results>/clean/memberships.csv"],
    output:
        "<results>/replication/inputs.csv",
    log:
        "<logs>/digest_inputs.log",
    conda:
        "../../environment.yml"
    params:
        code=code_of("digest_inputs"),
    script:
        "../scripts/digest_inputs.py"
