# Notebooks for the reviewer and the scholar, run on the results.
NOTEBOOKS = ["dyad", "time"]
if PUBLICATION:
    NOTEBOOKS = ["dyad", "readings_and_claims", "replication", "time"]


rule render_notebooks:
    """Run the notebooks and write each as .ipynb and as a page."""
    input:
        *rules.clean_events.output,
        *rules.code_dyads.output,
        *rules.code_years.output,
        rules.build_network.output.nodes,
        *rules.build_network_by_year.output,
        *rules.compare_periods.output,
        rules.measure_memberships.output.sizes,
        *PUBLISHED,
        *(rules.compare_codings.output if SECOND_CODING else []),
        *rules.cross_readings.output,
        *rules.draw_figure_1.output,
        *rules.draw_time.output,
        *rules.draw_structure.output,
        *rules.draw_replication.output,
        notebooks=expand("notebooks/{notebook}.py", notebook=NOTEBOOKS),
        codebook=CODEBOOK,
        readings=READINGS,
    output:
        ipynb=expand("<results>/notebooks/{notebook}.ipynb", notebook=NOTEBOOKS),
        html=[
            shown(f"<results>/notebooks/{notebook}.html", "notebook", name=notebook)
            for notebook in NOTEBOOKS
        ],
    log:
        "<logs>/render_notebooks.log",
    priority: ON_THE_LONGEST_WAY
    conda:
        "../../environment.yml"
    params:
        parameters=dict(
            edition=config["edition"],
            reading=config["reading"],
            language=LANGUAGES[0],
            codebook_folder=config["codebook"],
            readings_file=READINGS,
        ),
        publication=bool(PUBLICATION),
        code=code_of("render_notebooks"),
    script:
        "../scripts/render_notebooks.py"
