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
# # Readings and claims
#
# How much hangs on how Table 2 is read, and on who coded; and what becomes of the publication's claims.
# All tables are those in `results/`.

# %% tags=["parameters"]
edition = "paper"
reading = "definitions"
language = "en"
codebook_folder = "config/codebook"
readings_file = "config/readings.yaml"

# %%
import sys
from pathlib import Path

root = next(folder for folder in [Path.cwd(), *Path.cwd().parents] if (folder / "workflow" / "Snakefile").exists())
sys.path.insert(0, str(root / "workflow" / "scripts"))

import pandas as pd
from IPython.display import Image, display

from interregional.tables.files import read_result

pd.set_option("display.max_colwidth", 100, "display.max_rows", 200)
results = root / "results" / edition
replication = results / "replication"

# %% [markdown]
# ## Agreement under the declared reading

# %%
print(f"declared reading: {reading}")
read_result(replication / "agreement.csv")

# %%
display(Image(replication / f"confusion.{language}.png", width=700))

# %% [markdown]
# ## Every reading
#
# Agreement by the features needed, over all other choices:

# %%
sensitivity = read_result(replication / "sensitivity.csv", agreement="float", drawn_ties="int")
sensitivity.groupby("features")[["agreement", "drawn_ties"]].agg(["min", "median", "max"])

# %%
display(Image(replication / f"specifications.{language}.png", width=900))

# %% [markdown]
# Each dyad: how firm its level is, and the fewest events without which it changes.

# %%
read_result(replication / "robustness.csv")

# %%
display(Image(replication / f"robustness.{language}.png", width=800))

# %% [markdown]
# ## How far can any rule go?
#
# The best of all monotone rules fits these dyads better than the declared reading because it was
# chosen for them: the cross-validated share says how it does on dyads that it has not seen.

# %%
read_result(replication / "rule_search.csv")

# %% [markdown]
# Pairs of dyads whose labels no such rule can both give:

# %%
read_result(replication / "unreproducible_pairs.csv")

# %% [markdown]
# ## Who coded
#
# A second coding made from the text and the codebook alone.

# %%
reliability = replication / "reliability.csv"
read_result(reliability) if reliability.exists() else "this edition has no second coding"

# %% [markdown]
# ## Claims

# %%
claims = read_result(replication / "claims.csv")
pd.crosstab(claims["test"], claims["verdict"])

# %%
claims[["claim_id", "claim", "statistic", "value", "verdict", "note"]]

# %% [markdown]
# ## Slips of the publication

# %%
read_result(replication / "inconsistencies.csv")[["id", "kind", "where", "what", "how_handled"]]
