# What is different from another edition, where the configuration names one; or what two catalogues see of the world.
CHANGES = []
# Verdicts on claims only where both replicate a publication.
JUDGED = bool(PUBLICATION and BASELINE and BASELINE["publication"])
COMPARED = "events evidence dyads network/nodes network/measures".split()
COMPARED += ["replication/claims"] if JUDGED else []

# The results of the other edition.
BEFORE = f"results/{BASELINE['edition']}" if BASELINE else ""
CHANGING = "events dyads nodes measures".split() + ["claims"] * JUDGED
CHANGED = {table: f"<results>/changes/{table}.csv" for table in CHANGING}

if BASELINE:

    # The other edition is built by the same rules from its own configuration, as far as it is needed.
    module baseline:
        snakefile:
            "../Snakefile"
        config:
            BASELINE

    use rule * from baseline exclude all as baseline_*


# The catalogues compared are of one kind, so that their events have the same identifiers.
ALIKE = BASELINE and bool(BASELINE["streams"]["files"]) == bool(STREAM_JOBS)

# A catalogue found by searches of its own is an independent test of what a publication states.
APART = JUDGED and ALIKE and settings.is_independent(config, BASELINE)

if ALIKE and not APART:

    rule compare_editions:
        """Set the results of this edition against those of the other; name the events that make the difference."""
        input:
            before=[f"{BEFORE}/{table}.csv" for table in COMPARED],
            after=[f"<results>/{table}.csv" for table in COMPARED],
            codebook=CODEBOOK,
        output:
            **CHANGED,
        log:
            "<logs>/compare_editions.log",
        conda:
            "../../environment.yml"
        params:
            code=code_of("compare_editions"),
        script:
            "../scripts/compare_editions.py"

    rule write_changes:
        """Draw what changed, and tell it on a page, in both languages."""
        input:
            **NAMED,
            **CHANGED,
            catalogues=[f"{BEFORE}/events.csv", "<results>/events.csv"],
        output:
            pictures("changes/levels"),
            pages=in_languages("changes/changes", "html"),
        log:
            "<logs>/write_changes.log",
        conda:
            "../../environment.yml"
        params:
            spoken=SPOKEN,
            editions=[BASELINE["edition"], config["edition"]],
            folder=subpath(output[0], parent=True),
            code=code_of("write_changes"),
        script:
            "../scripts/write_changes.py"

    CHANGES = [rules.compare_editions.output, rules.write_changes.output]


STREAM_TABLES_TOLD = """
files missing coverage codes sensitivity levels agreement indicators precision hand_events recall
"""

if BASELINE and not ALIKE:

    rule compare_catalogues:
        """Set machine-coded events against hand-coded ones: levels by dyad and year, and who sees what."""
        input:
            **{
                table: f"<results>/streams/{table}.csv"
                for table in "records events files years coverage".split()
            },
            dyads=[f"{BEFORE}/dyads.csv", "<results>/dyads.csv"],
            levels=[f"{BEFORE}/levels_by_year.csv", "<results>/levels_by_year.csv"],
            evidence=[f"{BEFORE}/evidence.csv", "<results>/evidence.csv"],
            hand=f"{BEFORE}/events.csv",
            unseen="config/streams/unseen.csv",
            codebook=CODEBOOK,
        output:
            years="<results>/streams/levels_by_year.csv",
            dyads="<results>/streams/levels.csv",
            agreement="<results>/streams/agreement.csv",
            indicators="<results>/streams/indicators.csv",
            hand_events="<results>/streams/hand_events.csv",
            recall="<results>/streams/recall.csv",
        log:
            "<logs>/compare_catalogues.log",
        conda:
            "../../environment.yml"
        params:
            **RANDOM,
            days=config["streams"]["repeat_days"],
            code=code_of("compare_catalogues"),
        script:
            "../scripts/compare_catalogues.py"

    rule write_catalogues:
        """Draw and tell what the machine-coded and the hand-coded catalogue see, in both languages."""
        input:
            **NAMED,
            tables=expand(
                "<results>/streams/{table}.csv", table=STREAM_TABLES_TOLD.split()
            ),
        output:
            pictures("streams/catalogues"),
            pages=in_languages("streams/catalogues", "html"),
        log:
            "<logs>/write_catalogues.log",
        conda:
            "../../environment.yml"
        params:
            spoken=SPOKEN,
            editions=[BASELINE["edition"], config["edition"]],
            folder=subpath(output[0], parent=True),
            code=code_of("write_catalogues"),
        script:
            "../scripts/write_catalogues.py"

    CHANGES = [rules.compare_catalogues.output, rules.write_catalogues.output]
