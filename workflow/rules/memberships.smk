# Who is a member of what, and what follows for the dyads.


rule clean_memberships:
    """Read, clean and check memberships and states; log every change."""
    input:
        memberships=config["memberships"]["files"],
        states=config["memberships"]["states"],
        sources=config["memberships"]["sources"],
        actors="<results>/clean/actors.csv",
        codebook=CODEBOOK,
    output:
        memberships="<results>/clean/memberships.csv",
        states="<results>/clean/states.csv",
        log="<results>/memberships/cleaning_log.csv",
    log:
        "<logs>/clean_memberships.log",
    priority: BEFORE_THE_PAGES
    conda:
        "../../environment.yml"
    params:
        code=code_of("clean_memberships"),
    script:
        "../scripts/clean_memberships.py"


rule measure_memberships:
    """Size of each organisation by year, its share of its region, overlaps, and the two-mode network."""
    input:
        memberships="<results>/clean/memberships.csv",
        states="<results>/clean/states.csv",
        actors="<results>/clean/actors.csv",
        levels="<results>/levels_by_year.csv",
        events="<results>/clean/events.csv",
        regions="config/regions.csv",
    output:
        sizes="<results>/memberships/sizes_by_year.csv",
        overlap="<results>/memberships/overlap.csv",
        dyads="<results>/memberships/dyads_by_year.csv",
        two_mode="<results>/memberships/two_mode.graphml",
    log:
        "<logs>/measure_memberships.log",
    priority: BEFORE_THE_PAGES
    conda:
        "../../environment.yml"
    params:
        statuses=config["memberships"]["counted"],
        as_of=config["time"]["as_of"],
        last_year=LAST_YEAR,
        code=code_of("measure_memberships"),
    script:
        "../scripts/measure_memberships.py"
