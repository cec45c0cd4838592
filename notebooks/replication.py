# ---
# jupyter:
#   jupytext:
#     formats: py:percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # From events to Figure 1, step by step
#
# For the reviewer. Each step shows what the workflow wrote in `results/` and, for one dyad, calls the
# function that wrote it, so that a result can be followed by hand. Nothing of the publication is computed
# here anew.
#
# Every catalogue is a selection; the note under Figure 1, at the end, says whose this one is.

# %% tags=["parameters"]
edition = "paper"
reading = "definitions"
language = "en"
codebook_folder = "config/codebook"
readings_file = "config/readings.yaml"
actor_a = "EU"
actor_b = "NATO"

# %%
import sys
from pathlib import Path

root = next(folder for folder in [Path.cwd(), *Path.cwd().parents] if (folder / "workflow" / "Snakefile").exists())
sys.path.insert(0, str(root / "workflow" / "scripts"))

import pandas as pd
from IPython.display import Image, display

from interregional.codebook.decisions import load_codebook, load_readings
from interregional.levels.evidence import find_evidence
from interregional.levels.readings import level_of
from interregional.tables.files import read_result

pd.set_option("display.max_colwidth", 80, "display.max_rows", 200)
results = root / "results" / edition
events = read_result(results / "clean" / "events.csv")
dyads = read_result(results / "dyads.csv").set_index(["actor_a", "actor_b"], drop=False)
actor_a, actor_b = sorted((actor_a, actor_b))
if (actor_a, actor_b) not in dyads.index:  # another edition may lack the dyad chosen above
    actor_a, actor_b = dyads.index[0]

# %% [markdown]
# ## 1. Raw events
#
# Rows hold what happened, never a level. How many there are by section and type:

# %%
section = events["locator"].str.split(":").str[0].rename("section")
pd.crosstab(events["event_type"], section)

# %% [markdown]
# ## 2. Cleaning
#
# Every change of a cell is logged; an empty log means that the raw files were canonical.

# %%
read_result(results / "cleaning_log.csv")

# %% [markdown]
# ## 3. Evidence
#
# A table of rules says which attributes show which indicator of Table 2.

# %%
codebook = load_codebook(sorted((root / codebook_folder).glob("*.csv")))
codebook.evidence_rules[["rule", "indicator", "event_type", "recurrence", "setting", "scope", "reason_en"]]

# %% [markdown]
# For the dyad chosen above: the same function that the workflow calls, on the events of the dyad alone.

# %%
own = events[events[["source", "target"]].isin([actor_a, actor_b]).all(axis=1)]
evidence = find_evidence(own, codebook)
evidence.merge(own[["event_id", "description_en", "source_key", "locator"]], on="event_id")

# %% [markdown]
# ## 4. Level
#
# The declared reading and what it makes of the evidence.

# %%
needs = load_readings(root / readings_file, codebook)[reading]["levels"]
pd.Series(needs, name=reading).to_frame()

# %%
level = level_of(evidence["indicator"], needs, codebook.rank())
assert dyads.at[(actor_a, actor_b), "level"] == level
print(f"{actor_a}-{actor_b}: {level}")

# %% [markdown]
# All dyads:

# %%
dyads.reset_index(drop=True)[
    ["actor_a", "actor_b", "dyad_type", "level", "indicators", "flow_ab", "flow_ba", "balance"]
]

# %% [markdown]
# ## 5. Network and Figure 1

# %%
nodes = read_result(results / "network" / "nodes.csv")
nodes[["code", "kind", "degree", "in_degree", "out_degree", "strength", "betweenness", "eigenvector"]]

# %%
display(Image(results / "figures" / f"figure_1.{language}.png", width=900))

# %% [markdown]
# The same drawing from the publication's own labels:

# %%
display(Image(results / "figures" / f"figure_1_published.{language}.png", width=900))

# %% [markdown]
# ## 6. Against the publication

# %%
read_result(results / "replication" / "levels.csv").drop(columns="deciding_event_ids")

# %%
read_result(results / "replication" / "agreement.csv")
