import pandas as pd

from interregional.catalogue.cleaning import clean_table, spellings_of
from interregional.tables.schema import load_schema


def test_clean_table_changes_cells_and_logs_each_change_with_its_rule():
    schema = load_schema("events")
    frame = pd.DataFrame(
        [{"start": "۲۰۰۳", "source": "ناتو", "event_type": "Funding ", "description_fa": "كمك", "amount": "1,000"}]
    ).assign(_file="f.csv", _row=2)
    spellings = {"actors": {"ناتو": "NATO"}, "event_type": spellings_of(["funding"])}

    cleaned, log = clean_table(frame, schema, spellings)

    got = cleaned.loc[0, ["start", "source", "event_type", "description_fa", "amount"]].tolist()
    assert got == ["2003", "NATO", "funding", "کمک", "1000"]
    assert [tuple(row) for row in log.to_numpy()] == [
        ("f.csv", 2, "start", "۲۰۰۳", "2003", "date"),
        ("f.csv", 2, "source", "ناتو", "NATO", "alias"),
        ("f.csv", 2, "event_type", "Funding ", "Funding", "spaces"),
        ("f.csv", 2, "event_type", "Funding", "funding", "choice"),
        ("f.csv", 2, "amount", "1,000", "1000", "number"),
        ("f.csv", 2, "description_fa", "كمك", "کمک", "letters"),
    ]


def test_what_is_not_known_is_left_for_the_validation():
    frame = pd.DataFrame([{"source": "Atlantis", "event_type": "seance"}]).assign(_file="f.csv", _row=2)
    cleaned, log = clean_table(frame, load_schema("events"), {"actors": {}, "event_type": {}})
    assert cleaned.loc[0, "source"] == "Atlantis"
    assert cleaned.loc[0, "event_type"] == "seance"
    assert log.empty


def test_labels_of_both_languages_are_spellings():
    found = spellings_of(["yes"], {"yes": "Yes"}, {"yes": "بله", "no": "خیر"})
    assert found == {"yes": "yes", "بله": "yes"}


def test_dates_of_other_calendars_are_logged_with_what_stood():
    days = ["۱۳۹۹/۰۵/۰۲", "1399", "44197", "12/05/2020"]
    frame = pd.DataFrame({"start": days}).assign(_file="f.csv", _row=range(2, 6))
    cleaned, log = clean_table(frame, load_schema("events"), {})
    assert cleaned["start"].tolist() == ["2020-07-23", "2020", "2021-01-01", "12/05/2020"]
    assert [tuple(row)[1:] for row in log.to_numpy()] == [
        (2, "start", "۱۳۹۹/۰۵/۰۲", "1399-05-02", "date"),
        (2, "start", "1399-05-02", "2020-07-23", "solar_day"),
        (3, "start", "1399", "2020", "solar_span"),
        (4, "start", "44197", "2021-01-01", "counted_day"),
    ]
