# From clean events to the level of each dyad.


rule code_dyads:
    """Find the indicators that the events show, and the level that they add up to, by dyad."""
    input:
        events="<results>/clean/events.csv",
        actors="<results>/clean/actors.csv",
        codebook=CODEBOOK,
        readings=READINGS,
    output:
        events="<results>/events.csv",
        evidence="<results>/evidence.csv",
        dyads="<results>/dyads.csv",
        transfers="<results>/transfers.csv",
    log:
        "<logs>/code_dyads.log",
    priority: ON_THE_LONGEST_WAY
    conda:
        "../../environment.yml"
    params:
        reading=config["reading"],
        balance=config["balance"],
        code=code_of("code_dyads"),
    script:
        "../scripts/code_dyads.py"


rule measure_scale:
    """Test the levels as a measure: are they a scale, what can be ranked without them, are they valid on their face?"""
    input:
        dyads="<results>/dyads.csv",
        codebook=CODEBOOK,
        readings=READINGS,
    output:
        scale="<results>/replication/scale.csv",
        order="<results>/replication/order.csv",
        face_validity="<results>/replication/face_validity.csv",
    log:
        "<logs>/measure_scale.log",
    priority: BEFORE_THE_PAGES
    conda:
        "../../environment.yml"
    params:
        **RANDOM,
        code=code_of("measure_scale"),
    script:
        "../scripts/measure_scale.py"
