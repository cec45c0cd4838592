# How complete a catalogue is, and a publication and its narrative beside it, if it is an independent one.
CORROBORATION = []

if SOUGHT["recall"]:

    rule measure_recall:
        """Measure how much of what a fresh search of some dyad-years found the catalogue had."""
        input:
            found=SOUGHT["recall"],
            drawn=SOUGHT["drawn"],
            events="<results>/clean/events.csv",
            actors="<results>/clean/actors.csv",
            codebook=CODEBOOK,
        output:
            "<results>/recall.csv",
        log:
            "<logs>/measure_recall.log",
        conda:
            "../../environment.yml"
        params:
            code=code_of("measure_recall"),
        script:
            "../scripts/measure_recall.py"

    CORROBORATION += rules.measure_recall.output


if APART:

    rule compare_three_ways:
        """Set what the paper states beside its own evidence and beside that of this independent catalogue."""
        input:
            **NAMED,
            levels=f"{BEFORE}/replication/levels.csv",
            dyads=[f"{BEFORE}/dyads.csv", "<results>/dyads.csv"],
            claims=[
                f"{BEFORE}/replication/claims.csv",
                "<results>/replication/claims.csv",
            ],
            coverage=COVERAGE,
        output:
            pictures("replication/three_way"),
            table="<results>/replication/three_way.csv",
            claims="<results>/replication/three_way_claims.csv",
        log:
            "<logs>/compare_three_ways.log",
        conda:
            "../../environment.yml"
        params:
            spoken=SPOKEN,
            folder=subpath(output[0], parent=True),
            code=code_of("compare_three_ways"),
        script:
            "../scripts/compare_three_ways.py"

    CORROBORATION += rules.compare_three_ways.output
