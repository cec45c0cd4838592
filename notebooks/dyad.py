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
# # Reading a dyad — خواندن یک دوتایی
#
# Choose two actors below (codes as in `data/raw/paper/actors.csv`) and run all cells: their events, the
# indicators that these show, the level and why, and how firm it is.
#
# دو کنشگر را در خانهٔ زیر برگزینید و همهٔ خانه‌ها را اجرا کنید.

# %% tags=["parameters"]
edition = "paper"
reading = "definitions"
language = "en"
codebook_folder = "config/codebook"
readings_file = "config/readings.yaml"
actor_a = "AU"
actor_b = "EU"

# %%
import sys
from pathlib import Path

root = next(folder for folder in [Path.cwd(), *Path.cwd().parents] if (folder / "workflow" / "Snakefile").exists())
sys.path.insert(0, str(root / "workflow" / "scripts"))

import pandas as pd

from interregional.codebook.decisions import load_codebook, load_readings
from interregional.tables.files import read_result

pd.set_option("display.max_colwidth", 120, "display.max_rows", 200)
results = root / "results" / edition
dyads = read_result(results / "dyads.csv").set_index(["actor_a", "actor_b"], drop=False)
actor_a, actor_b = sorted((actor_a, actor_b))
if (actor_a, actor_b) not in dyads.index:  # another edition may lack the dyad chosen above, or have none yet
    actor_a, actor_b = dyads.index[0] if len(dyads) else ("", "")


def of_dyad(name):
    """The rows of a result that concern the dyad."""
    table = read_result(results / name)
    return table[(table["actor_a"] == actor_a) & (table["actor_b"] == actor_b)]


# %% [markdown]
# ## The dyad

# %%
of_dyad("dyads.csv").T

# %% [markdown]
# ## Its events

# %%
events = read_result(results / "events.csv")
own = events[events[["source", "target"]].isin([actor_a, actor_b]).all(axis=1) & (events["dyadic"] == "yes")]
own[["event_id", "start", "event_type", "recurrence", "setting", "scope", "resource", "indicators", "description_en"]]

# %%
own[["event_id", "description_fa", "source_key", "locator", "confidence", "note"]]

# %% [markdown]
# ## Which indicators are shown, by which events

# %%
codebook = load_codebook(sorted((root / codebook_folder).glob("*.csv")))
labels = pd.DataFrame({language: codebook.labels("indicator", language) for language in ("en", "fa")})
shown = of_dyad("evidence.csv").groupby("indicator")["event_id"].agg("; ".join).rename("events")
labels.join(shown).fillna("")

# %% [markdown]
# ## Why this level
#
# A level holds if each of its groups has at least one indicator in evidence; the highest that holds
# is given.

# %%
needs = load_readings(root / readings_file, codebook)[reading]["levels"]
rows = [
    (level, " or ".join(group), "yes" if set(group) & set(shown.index) else "no")
    for level, groups in needs.items()
    for group in groups
]
pd.DataFrame(rows, columns=["level", "needs", "in evidence"])

# %% [markdown]
# ## How firm it is

# %%
of_dyad("replication/robustness.csv").T

# %% [markdown] tags=["publication"]
# ## What the publication states

# %% tags=["publication"]
of_dyad("replication/levels.csv").T
