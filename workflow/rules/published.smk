# The comparison, included where the edition replicates a publication. Only this file and the digests of inputs name what
# the publication states.
PRINTED = expand(f"{PUBLICATION}/{{table}}.csv", table=settings.PUBLISHED)
STATED, REGISTERS = PRINTED[:4], PRINTED[4:]
HISTORY = "event_years.csv levels_by_reading.csv periods.csv turning_points.csv".split()


rule compare_published:
    """Set the paper's own tables and labels against the coded dyads; measure how far they agree."""
    input:
        published=STATED,
        actors="<results>/clean/actors.csv",
        dyads="<results>/dyads.csv",
        transfers="<results>/transfers.csv",
        evidence="<results>/evidence.csv",
        codebook=CODEBOOK,
        readings=READINGS,
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
        **RANDOM,
        reading=config["reading"],
        levels=DRAWN,
        code=code_of("compare_published"),
    script:
        "../scripts/compare_published.py"


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
        **RANDOM,
        levels=DRAWN,
        reading=config["reading"],
        last_year=LAST_YEAR,
        statuses=config["memberships"]["counted"],
        code=code_of("judge_claims"),
    script:
        "../scripts/judge_claims.py"


PUBLISHED = [*rules.compare_published.output, *rules.judge_claims.output]
