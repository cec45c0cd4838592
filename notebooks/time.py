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
# # The network as a process — شبکه چون فرایند
#
# Levels, ties and members over time. All tables are those in `results/`; `docs/time.md` tells the rules.
#
# سطح‌ها، پیوندها و اعضا در گذر زمان. قاعده‌ها در `docs/time.md` آمده است.

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
from IPython.display import Image, display

from interregional.tables.files import read_result

pd.set_option("display.max_colwidth", 100, "display.max_rows", 200)
results = root / "results" / edition


def table(name, **types):
    return read_result(results / name, **types)


def show(name, width=950):
    display(Image(results / "figures" / f"{name}.{language}.png", width=width))


# %% [markdown]
# ## Levels by year
#
# Standing arrangements count until they end, single events for some years. What the sources leave
# undated counts from the year of the source.

# %%
show("levels_by_year")

# %% [markdown]
# The dyad chosen above, under each of the four rules of time (runs of years with one level):

# %%
spells = table("time/levels_by_reading.csv")
actor_a, actor_b = sorted((actor_a, actor_b))
dyads = list(zip(spells["actor_a"], spells["actor_b"]))
if (actor_a, actor_b) not in dyads and dyads:  # another edition may lack the dyad chosen above
    actor_a, actor_b = dyads[0]
own = spells[(spells["reading"] == reading) & (spells["actor_a"] == actor_a) & (spells["actor_b"] == actor_b)]
own[["persistence", "dating", "from_year", "to_year", "level"]]

# %% [markdown]
# The events behind it, with the years for which each counts under the declared rule:

# %%
shown = table("time/evidence_by_year.csv")
declared = (shown["persistence"] == "window") & (shown["dating"] == "attested")
shown[declared & (shown["actor_a"] == actor_a) & (shown["actor_b"] == actor_b)]

# %%
show("events_by_dyad")

# %% [markdown]
# ## The network by period and year

# %%
show("network_by_period")

# %%
measures = table("network/measures_by_year.csv", year="int", value="float")
whole = measures[measures["network"] == "all"].pivot(index="year", columns="measure", values="value")
chosen = ["actors_existing", "nodes", "ties", "ties_born", "ties_ended", "density", "density_existing"]
whole.reindex(columns=chosen).tail(25)

# %%
show("hub_ranks", 800)

# %% [markdown]
# Birth and end of each tie:

# %%
table("network/tie_histories.csv")

# %% [markdown]
# ## Periods

# %%
table("time/periods.csv").pivot(index="measure", columns="period", values="value")

# %% [markdown]
# ## Turning points, and how far the sources make them
#
# `share_of_years_below`: at how many of all other years the change is smaller. A turn that matters
# should stand out among the others.

# %%
table("time/turning_points.csv")

# %%
table("time/change_points.csv")

# %%
table("time/recency.csv")

# %% [markdown]
# ## Members

# %%
sizes = table("memberships/sizes_by_year.csv")
sizes[sizes["year"] == sizes["year"].max()] if len(sizes) else sizes

# %%
show("membership_overlap")

# %% [markdown] tags=["publication"]
# ## Claims about time and members

# %% tags=["publication"]
claims = table("replication/claims.csv")
claims[claims["test"].isin(["trend", "membership"])][["claim_id", "claim", "statistic", "value", "verdict", "note"]]

# %% [markdown]
# ## Trajectories and flows

# %%
show("trajectories")

# %%
show("flows", 800)
