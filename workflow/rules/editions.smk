# An edition as a whole: a check that runs nothing else, a workbook, a page to start from, the checksums of all above.
import time

from interregional.editions.manifest import file_names

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
        **KEPT,
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


# Everything that a run makes but the page to start from and the checksums.
MADE = [
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
]
# The figure that opens the page to start from.
FOREMOST = "figure_1_difference" if PUBLICATION else "figure_1"


rule write_index:
    """Write the page to start from: what is here, for a reader, a reviewer and a user of the data."""
    input:
        events="<results>/events.csv",
        dyads="<results>/dyads.csv",
        pictures=[
            f"<results>/figures/{FOREMOST}.{language}.{ending}"
            for language in LANGUAGES
            for ending in ("svg", "png")
        ],
        exhibits="config/exhibits.csv",
        labels=LABELS,
    output:
        "<results>/index.html",
    log:
        "<logs>/write_index.log",
    conda:
        "../../environment.yml"
    params:
        spoken=SPOKEN,
        edition=config["edition"],
        figure=FOREMOST,
        made=file_names(MADE, f"results/{config['edition']}"),
        code=code_of("write_index"),
    script:
        "../scripts/write_index.py"


rule write_manifest:
    """Write a line with the checksum of every result."""
    input:
        MADE,
        rules.write_index.output,
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
        print(f"Done. Begin with {made.parent}/index.html.", file=sys.stderr)
