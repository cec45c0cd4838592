"""Which years count."""

import pandas as pd
import pytest

from interregional.catalogue.span import NO_YEAR, counted_since, last_year, left_out
from interregional.tables.problems import DataError


def events(*spans: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(spans, columns=["start", "end"]).assign(dyadic="yes")


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([("2003", ""), ("2011-05", "2011-06")], 2011),
        ([("2003", ""), ("1999", "2030")], 2003),
        ([("2003", ""), ("", "2008-01-31")], 2008),
        ([("2003", ""), ("", "")], 2003),
    ],
)
def test_the_series_ends_when_nothing_more_begins(spans, expected):
    assert last_year(events(*spans), None) == expected


def test_without_events_between_two_actors_every_series_ends_before_it_begins():
    for none in (events(), events(("2003", "")).assign(dyadic="no")):
        assert last_year(none, None) == NO_YEAR and last_year(none, 2021) == 2021
        rows = none.assign(_file="events.csv", _row=2)
        kept, log = counted_since(rows, {"events.csv": 2010})
        assert len(kept) == 0 and list(kept.columns) == list(rows.columns) and len(log) == len(rows)
        assert list(left_out(rows, 2000)["before"]) == list(none["start"])


def test_a_chosen_year_goes_first_and_without_a_date_one_must_be_chosen():
    undated = events(("", ""))
    assert last_year(undated, 2021) == 2021
    with pytest.raises(DataError, match=r"time\.last_year"):
        last_year(undated, None)


def test_an_event_that_is_context_does_not_lengthen_the_series():
    both = pd.concat([events(("2003", "")), events(("2020", "")).assign(dyadic="no")])
    assert last_year(both, None) == 2003
