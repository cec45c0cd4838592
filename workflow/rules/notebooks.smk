# Notebooks for the reviewer and the scholar, run on the results.
NOTEBOOKS = ["replication", "dyad", "readings_and_claims", "time"]


rule render_notebook:
    """Run a notebook and write it as .ipynb and as a page."""
    input:
        notebook="notebooks/{notebook}.py",
        results=[
            rules.clean_events.output,
            rules.code_dyads.output,
            rules.build_network.output,
            rules.compare_published.output,
            rules.measure_agreement.output,
            rules.cross_readings.output,
            rules.draw_replication.output,
            rules.judge_claims.output,
            rules.draw_figure_1.output,
            rules.draw_figure_1_published.output,
            rules.code_years.output,
            rules.build_network_by_year.output,
            rules.compare_periods.output,
            rules.measure_memberships.output,
            rules.draw_time.output,
            rules.draw_flows.output,
            rules.draw_memberships.output,
            SECOND_CODING,
        ],
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
