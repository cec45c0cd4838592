"""Write docs/exhibits.en.md and .fa.md, the list of exhibits and the graph of rules; `make docs` runs this.

Usage: write_workflow_pages.py FOLDER
"""

import subprocess
import sys
from pathlib import Path

from interregional.codebook.wording import load_wording
from interregional.pages import workflow
from interregional.pages.report.material import load_exhibits
from interregional.tables.textfiles import write_text

if __name__ == "__main__":
    command = [Path(sys.executable).with_name("snakemake"), "--rulegraph", "dot", "--forceall"]
    dot = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    exhibits, places = load_exhibits("config/exhibits.csv"), workflow.rule_places("workflow/rules")
    for language, wording in load_wording("config/labels.csv").items():
        page = workflow.write_page(exhibits, places, "workflow/scripts", dot, wording)
        write_text(page, Path(sys.argv[1]) / f"exhibits.{language}.md")
