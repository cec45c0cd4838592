# An edition as a whole: a check that runs nothing else, and the checksums of everything above.
import time

STARTED = time.time()


rule validate:
    """Check the files of the edition without running the rest: `snakemake validate`."""
    input:
        events=EVENTS,
        actors=config["actors"],
        sources=SOURCES,
        memberships=config["memberships"]["files"],
        states=config["memberships"]["states"],
        members_sources=config["memberships"]["sources"],
        codebook=CODEBOOK,
    log:
        "<logs>/validate.log",
    conda:
        "../../environment.yml"
    params:
        edition=config["edition"],
        since=config["since"],
        languages=LANGUAGES,
        last_year=LAST_YEAR,
        marked=f"faults/{config['edition']}",
        code=code_of("validate"),
    script:
        "../scripts/validate.py"


rule write_workbook:
    """Write the main results as one workbook, with what each column means."""
    input:
        **NAMED,
        tables=expand(
            "<results>/{table}.csv",
            table="dyads events evidence network/nodes network/edges levels_by_year".split(),
        ),
        columns="config/result_columns.csv",
    output:
        "<results>/results.xlsx",
    log:
        "<logs>/write_workbook.log",
    conda:
        "../../environment.yml"
    params:
        spoken=SPOKEN,
        edition=config["edition"],
        code=code_of("write_workbook"),
    script:
        "../scripts/write_workbook.py"


rule write_manifest:
    """Write a line with the checksum of every result."""
    input:
        STREAM_RESULTS,
        rules.clean_events.output,
        COVERAGE,
        rules.code_dyads.output,
        rules.measure_scale.output,
        rules.build_network.output,
        rules.measure_chance.output,
        rules.code_years.output,
        rules.draw_structure.output,
        rules.build_network_by_year.output,
        rules.export_network.output,
        rules.draw_time.output,
        rules.compare_periods.output,
        rules.clean_memberships.output,
        rules.measure_memberships.output,
        CHANGES,
        CORROBORATION,
        rules.digest_inputs.output,
        rules.cross_readings.output,
        SECOND_CODING,
        rules.draw_replication.output,
        PUBLISHED,
        rules.write_findings.output,
        rules.make_tables.output,
        rules.draw_figure_1.output,
        rules.write_explorer.output,
        rules.write_report.output,
        rules.write_codebook.output,
        rules.render_notebooks.output,
        rules.write_workbook.output,
    output:
        "<results>/manifest.sha256",
    log:
        "<logs>/write_manifest.log",
    conda:
        "../../environment.yml"
    params:
        folder=subpath(output[0], parent=True),
        code=code_of("write_manifest"),
    script:
        "../scripts/write_manifest.py"


onsuccess:
    made = Path(f"results/{config['edition']}/manifest.sha256")
    if made.exists() and made.stat().st_mtime >= STARTED:
        print(f"Done. Begin with {made.parent}/report.html.", file=sys.stderr)
