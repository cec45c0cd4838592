import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from interregional.tables.problems import DataError
from interregional.time.breaks import change_points, interrupted_series, turning_points
from interregional.time.periods import Dated, compare_periods, date_events, load_periods, yearly_series
from interregional.time.rates import FEWEST, compare_rates, measure_recency
from interregional.time.years import Calendar, event_years
from tests.conftest import ROOT, actors_table, events_table

ACTORS = actors_table(AA="regional_organisation", BB="regional_organisation", CC="state")


def dated(codebook, *events):
    table = events_table(*({"source": "AA", "target": "BB", **event} for event in events))
    years = event_years(table, ACTORS, codebook, Calendar(2020, 5, {"work": 2016}))
    return date_events(table, years, codebook, 2020)


def series(counts, first=1990):
    years = range(first, first + len(counts))
    return pd.DataFrame({"year": list(years), "events": counts})


def test_periods_of_the_project_cover_all_years_in_order():
    table = load_periods(str(ROOT / "config" / "periods.csv"), range(1963, 2022))
    assert list(table["era"]) == ["classic", "new", "new", "new"]
    assert [int(row["from"]) for row in table.to_dict("records")[1:]] == [int(to) + 1 for to in table["to"][:-1]]


def test_periods_that_overlap_are_refused(tmp_path):
    path = tmp_path / "periods.csv"
    text = (ROOT / "config" / "periods.csv").read_text(encoding="utf-8")
    path.write_text(text.replace("new,1991,2000", "new,1989,2000"), encoding="utf-8")
    with pytest.raises(DataError, match="not after the period before it"):
        load_periods(str(path), [2000])


def test_only_dated_events_are_in_the_series(codebook):
    found = dated(codebook, {"start": "2003"}, {}, {"start": "2005-01", "scope": "unstated"}, {"end": "2004"})
    assert sorted(found.events["year"]) == [2003, 2005]
    ties = pd.DataFrame({"born": [2003]})
    table = yearly_series(found, ties, {"work": 2016, "other": 2004}, ["work", "none"]).set_index("year")
    assert table.index[0] == 2003 and table.index[-1] == 2020
    assert table.loc[2003].tolist() == [1, 1, 1, 0]
    assert table.loc[2005].tolist() == [1, 0, 0, 0]
    assert table.loc[2016].tolist() == [0, 0, 0, 1]


def test_rates_compared_exactly():
    found = compare_rates(2, 10, 8, 10)
    assert found["ratio"] == pytest.approx(4)
    assert found["p"] == pytest.approx(stats.binomtest(8, 10, 0.5).pvalue)
    assert found["low"] < 1 < found["high"]
    assert compare_rates(0, 5, 3, 5)["ratio"] == math.inf
    assert math.isnan(compare_rates(0, 5, 0, 5)["ratio"])


@given(st.integers(0, 40), st.integers(1, 20), st.integers(0, 40), st.integers(1, 20))
def test_the_interval_holds_the_ratio_and_turns_round(before, years_before, after, years_after):
    found = compare_rates(before, years_before, after, years_after)
    back = compare_rates(after, years_after, before, years_before)
    if math.isnan(found["ratio"]):
        assert before + after == 0
        return
    assert found["low"] <= found["ratio"] <= found["high"]
    assert found["p"] == pytest.approx(back["p"])


def test_a_jump_stands_out_among_the_years_and_a_steady_rise_does_not():
    jump = turning_points(series([1] * 15 + [8] * 15), ["events"], [2005], 10).iloc[0]
    assert (jump["before"], jump["after"]) == (10, 80)
    assert float(jump["share_of_years_below"]) == 1 and float(jump["p"]) < 0.001
    assert float(jump["level_change"]) > 1.5 and float(jump["level_p"]) < 0.01
    rise = turning_points(series(list(range(1, 31))), ["events"], [2005], 10).iloc[0]
    assert float(rise["share_of_years_below"]) < 0.7
    assert float(rise["level_p"]) > 0.05


def test_the_fewest_events_are_those_that_could_leave_chance():
    assert compare_rates(0, 10, FEWEST, 10)["p"] < 0.05 < compare_rates(0, 10, FEWEST - 1, 10)["p"]


def test_few_events_are_called_few():
    row = turning_points(series([0, 1, 0, 0, 1, 1]), ["events"], [1993], 3).iloc[0]
    assert row["note"] == "too few events to tell" and row["level_change"] == ""


def test_an_interrupted_series_finds_the_change_that_was_put_in():
    counts = {year: 20 if year < 2000 else 60 for year in range(1990, 2010)}
    level, p, slope, slope_p = interrupted_series(counts, 2000, 10)
    assert level == pytest.approx(math.log(3), abs=0.01) and p < 0.01
    assert slope == pytest.approx(0, abs=0.01) and slope_p > 0.5


def test_change_points_are_found_and_noise_is_not():
    found = change_points(series([1] * 12 + [9] * 12), ["events"], 200, 1)
    assert found.iloc[0]["change"] == 2002 and float(found.iloc[0]["p"]) < 0.05
    assert (found["p"].astype(float) < 0.05).sum() == 1
    steady = change_points(series([3, 4, 3, 2, 4, 3, 3, 4, 2, 3]), ["events"], 200, 1)
    assert len(steady) == 1 and float(steady.iloc[0]["p"]) > 0.05
    assert change_points(series([0, 0, 0]), ["events"], 200, 1).empty


def test_recency_counts_the_lags(codebook):
    starts = ["2016"] * 3 + ["2012"] + ["2010"] + ["1990"]
    found = dated(codebook, *({"start": start} for start in starts))
    table = measure_recency(found, 4, {"work": 2016}).set_index("measure")["value"]
    assert (table["events_dated"], table["events_undated"], table["last_dated_year"]) == (6, 4, 2016)
    assert [table[f"lag_{span}"] for span in ("0_4", "5_9", "10_14", "15_19", "20_or_more")] == [4, 1, 0, 0, 1]
    assert float(table["recency_ratio"]) == 4 and float(table["lag_median"]) == 2


def test_measures_of_the_periods(codebook):
    found = dated(
        codebook,
        {"start": "1980", "scope": "none"},
        {"start": "1995", "issue_area": "drugs;cyber"},
        {"start": "1996", "target": "CC", "issue_area": "drugs"},
    )
    levels = pd.DataFrame(
        [("AA", "BB", 1995, "nominal"), ("AA", "CC", 1996, "initial"), ("AA", "CC", 1980, "none")],
        columns=["actor_a", "actor_b", "year", "level"],
    )
    relations = pd.DataFrame(
        [("AA", "BB", 1995, "interregional"), ("AA", "CC", 1996, "nested")],
        columns=["actor_a", "actor_b", "year", "relation"],
    )
    measures = pd.DataFrame(
        [(1995, "all", "ties", 1), (1996, "all", "ties", 1), (1996, "figure_1", "ties", 1)],
        columns=["year", "network", "measure", "value"],
    )
    periods = load_periods(str(ROOT / "config" / "periods.csv"), range(1963, 2022))
    table = compare_periods(periods, found, levels, relations, measures, ACTORS, 2020)
    value = table.set_index(["period", "measure"])["value"]
    assert value["classic", "events"] == 1 and value["new", "events"] == 2
    assert value["classic", "security_share"] == "0.0000" and value["new_1990s", "security_share"] == "1.0000"
    assert value["new_1990s", "state_share_events"] == "0.5000"
    assert value["new_1990s", "state_share_actors"] == "0.3333"
    assert (value["new", "external"], value["new", "internal"], value["new", "ei_index"]) == (1, 1, "0.0000")
    assert value["classic", "ei_index"] == ""
    assert value["new_1990s", "share_multiplex"] == "0.5000"
    assert value["new_1990s", "ties_mean"] == "0.2000"


def test_no_event_at_all(codebook):
    found = dated(codebook)
    assert isinstance(found, Dated) and len(found.years) == 0
    assert measure_recency(found, 0, {}).set_index("measure")["value"]["events_dated"] == 0
