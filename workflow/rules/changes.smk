# What is different from another edition, where the configuration names one.
COMPARED = [
    "events",
    "evidence",
    "dyads",
    "network/nodes",
    "network/measures",
    "replication/claims",
]

if BASELINE:

    # The other edition is built by the same rules from its own configuration, as far as it is needed.
    module baseline:
        snakefile:
            "../Snakefile"
        config:
            BASELINE

    use rule * from baseline exclude all as baseline_*

    rule compare_editions:
        """Set the results of this edition against those of the other; name the events that make the difference."""
        input:
            before=[f"results/{BASELINE['edition']}/{table}.csv" for table in COMPARED],
            after=[f"<results>/{table}.csv" for table in COMPARED],
            codebook=CODEBOOK,
        output:
            events="<results>/changes/events.csv",
            dyads="<results>/changes/dyads.csv",
            nodes="<results>/changes/nodes.csv",
            measures="<results>/changes/measures.csv",
            claims="<results>/changes/claims.csv",
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
            events="<results>/changes/events.csv",
            dyads="<results>/changes/dyads.csv",
            nodes="<results>/changes/nodes.csv",
            measures="<results>/changes/measures.csv",
            claims="<results>/changes/claims.csv",
            catalogues=[
                f"results/{BASELINE['edition']}/events.csv",
                "<results>/events.csv",
            ],
            actors="<results>/clean/actors.csv",
            codebook=CODEBOOK,
            labels="config/labels.csv",
        output:
            expand(
                "<results>/changes/levels.{language}.{ending}",
                language=LANGUAGES,
                ending=["svg", "pdf", "png"],
            ),
            pages=expand(
                "<results>/changes/changes.{language}.html", language=LANGUAGES
            ),
        log:
            "<logs>/write_changes.log",
        conda:
            "../../environment.yml"
        params:
            editions=[BASELINE["edition"], config["edition"]],
            folder=subpath(output[0], parent=True),
            code=code_of("write_changes"),
        script:
            "../scripts/write_changes.py"


CHANGES = (
    [rules.compare_editions.output, rules.write_changes.output] if BASELINE else []
)
