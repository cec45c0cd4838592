"""Which actors a stream can see, and what hangs on the rules."""

import pandas as pd

from interregional.streams.coding.coverage import cover, cross_rules, missing, unknown, unmatched, variants
from interregional.streams.coding.store import Store
from tests.streams.coding.test_events import ACTS, BODIES, RULES, record, write, yearly

MENTIONS = pd.DataFrame(
    [
        ("gdelt", "2014", "EU", "group EEC", 3), ("gdelt", "2016", "EU", "group EEC", 2),
        ("gdelt", "2015", "EU", "name EU COMMISSION", 9), ("gdelt", "2015", "AU", "prefix IGOAFRAFU", 1),
        ("gdelt", "2015", "", "no name or code that is known", 7),
        ("gdelt", "2016", "", "no name or code that is known", 1),
        ("gdelt", "2015", "", "USA: no role that speaks for the state", 9),
    ],
    columns=["dataset", "year", "actor", "match", "sides"],
)  # fmt: skip


def test_actors_seen_and_those_that_cannot_be(actors, tables):
    rows = [("gdelt", "AU", 1), ("gdelt", "EU", 2), ("gdelt", "NATO", 1)]
    events = pd.DataFrame(rows, columns=["dataset", "actor", "events"])
    found = cover(MENTIONS, events, tables, actors).set_index("actor")
    assert found.loc["EU"].tolist() == [
        "gdelt", "yes", 14, "2014", "2016", 2, "name EU COMMISSION: 9; group EEC: 5",
    ]  # fmt: skip
    assert found.loc["NATO"].tolist() == ["gdelt", "yes", 0, "", "", 1, ""]
    assert found.loc["AASM", "visible"] == "no" and len(found) == len(actors)


def test_why_sides_stand_for_nobody_most_first():
    assert unmatched(MENTIONS).values.tolist() == [
        ["gdelt", "USA: no role that speaks for the state", 9],
        ["gdelt", "no name or code that is known", 8],
    ]


def test_what_files_could_not_tell_with_the_reason():
    parts = pd.DataFrame([("gdelt", "roles", 1), ("gdelt", "roles", 2)], columns=["layout", "field", "files"])
    fields = pd.DataFrame([("roles", "Why.", "چرا.")], columns=["field", "reason_en", "reason_fa"])
    assert missing(parts, fields).values.tolist() == [["gdelt", "roles", 3, "Why.", "چرا."]]


def test_unknown_codes_of_all_parts_most_first():
    columns = ["dataset", "scheme", "code", "text", "rows"]
    parts = pd.DataFrame(
        [("a", "cameo", "13y", "", 1), ("a", "cameo", "", "Sing", 2), ("a", "cameo", "13y", "", 4)], columns=columns
    )
    assert unknown(parts).values.tolist() == [["a", "cameo", "13y", "", 5], ["a", "cameo", "", "Sing", 2]]


def test_each_rule_is_halved_and_doubled_on_its_own():
    tried = variants(RULES)
    assert tried[0] == ("declared", "", RULES)
    assert [(name, value) for name, value, _ in tried[1:3]] == [("repeat_days", "0"), ("repeat_days", "14")]
    assert ("regular.meetings", "1") in [row[:2] for row in tried] and ("continuous.longest_gap", "240") in [
        row[:2] for row in tried
    ]
    assert tried[-1][:2] == ("security_bodies", "false") and tried[-1][2].security_bodies is False
    for name, value, rules in tried[1:-1]:
        part, _, key = name.partition(".")
        assert str(getattr(getattr(rules, part), key) if key else getattr(rules, part)) == value


def test_levels_under_other_rules(tmp_path, codebook, readings):
    path = write(
        tmp_path / "x.csv",
        [*yearly("2015-03-01", "2016-03-01", "2017-03-02"), record(9, "2015-03-01", "EU", "AU", "19")],
    )
    with Store([path], ACTS, BODIES) as store:
        found = cross_rules(store, variants(RULES), "2020-12-31", codebook, readings["definitions"]["levels"])
    by_rule = found.set_index(["rule", "value"])
    kept = ["events", "recurrences", "nominal", "institutionalised"]
    assert by_rule.loc[("declared", ""), kept].tolist() == [3, 1, 0, 1]
    assert by_rule.loc[("regular.meetings", "6"), kept].tolist() == [3, 0, 1, 0]
    assert by_rule.loc[("security_bodies", "false"), kept].tolist() == [3, 1, 1, 0]
