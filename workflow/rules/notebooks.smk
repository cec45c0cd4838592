# Notebooks for the reviewer and the scholar, run on the results.
# Which results each of them shows.
NOTEBOOKS = {
    "replication": [
        *rules.clean_events.output,
        *rules.code_dyads.output,
        rules.build_network.output.nodes,
        *rules.draw_figure_1.output,
        *rules.draw_figure_1_published.output,
        *rules.compare_published.output,
    ],
    "dyad": [
        *rules.code_dyads.output,
        rules.cross_readings.output.robustness,
        rules.compare_published.output.levels,
    ],
    "readings_and_claims": [
        rules.compare_published.output.agreement,
        *rules.cross_readings.output,
        *rules.draw_replication.output,
        *rules.judge_claims.output,
        *(rules.compare_codings.output if SECOND_CODING else []),
    ],
    "time": [
        *rules.code_years.output,
        *rules.build_network_by_year.output,
        *rules.compare_periods.output,
        *rules.draw_time.output,
        *rules.draw_structure.output,
        rules.measure_memberships.output.sizes,
        rules.judge_claims.output.claims,
    ],
}


rule render_notebook:
    """Run a notebook and write it as .ipynb and as a page."""
    input:
        notebook="notebooks/{notebook}.py",
        results=lambda wildcards: NOTEBOOKS[wildcards.notebook],
        codebook=CODEBOOK,
        readings="config/readings.yaml",
    output:
        ipynb="<results>/notebooks/{notebook}.ipynb",
        html=shown("<results>/notebooks/{notebook}.html", "notebook", name="{notebook}"),
    log:
        "<logs>/render_notebook_{notebook}.log",
    conda:
        "../../environment.yml"
    params:
        edition=config["edition"],
        reading=config["reading"],
        code=code_of("render_notebook"),
    script:
        "../scripts/render_notebook.py"
