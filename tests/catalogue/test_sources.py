"""Bibliographies as scholars have them: a sheet, CSL-JSON, and what Zotero exports."""

import json

import pytest

from interregional.catalogue.sources import load_sources
from interregional.tables.problems import DataError

RIS = """TY  - JOUR
ID  - doe2001
AU  - Doe, Jane
AU  - رضایی، علی
TI  - Regions and powers: a made-up study
T2  - Journal of Examples
PY  - 2001/03//
UR  - https://example.org/doe
DO  - 10.0000/example
ER  -\x20

TY  - BOOK
ID  - roe1999
A1  - Roe, Richard
T1  - Treaties
PB  - Example Press
Y1  - 1999
ER  -\x20
"""
BIBTEX = r"""@comment{made up}
@article{doe2001,
  title = {Regions and {Powers}: a made-up study},
  author = {Doe, Jane and رضایی، علی},
  journal = "Journal of Examples",
  date = {2001-03},
  url = {https://example.org/doe},
  doi = {10.0000/example},
  abstract = {Of no use, with year = {1900} in it},
}
@book{roe1999, title = {Treaties}, author = {Roe, Richard}, publisher = {Example Press}, year = 1999}
"""
ZOTERO = """\ufeff"Key","Item Type","Publication Year","Author","Title","Publication Title","Publisher","Url","DOI"
"doe2001","journalArticle","2001","Doe, Jane; رضایی، علی","Regions and powers: a made-up study","Journal of Examples","","https://example.org/doe","10.0000/example"
"roe1999","book","1999","Roe, Richard","Treaties","","Example Press","",""
"""
CSL = json.dumps(
    [
        {
            "id": "doe2001", "title": "Regions and powers: a made-up study", "container-title": "Journal of Examples",
            "author": [{"literal": "Doe, Jane"}, {"literal": "رضایی، علی"}], "issued": {"date-parts": [[2001]]},
            "URL": "https://example.org/doe", "DOI": "10.0000/example",
        },
        {"id": "roe1999", "title": "Treaties", "publisher": "Example Press", "author": [{"literal": "Roe, Richard"}],
         "issued": {"date-parts": [[1999]]}},
    ]
)  # fmt: skip
SHEET = """key,title,author,year,container,publisher,url,doi
doe2001,Regions and powers: a made-up study,"Doe, Jane; رضایی، علی",2001,Journal of Examples,,https://example.org/doe,10.0000/example
roe1999,Treaties,"Roe, Richard",1999,,Example Press,,
"""
FILES = {"works.ris": RIS, "works.bib": BIBTEX, "zotero.csv": ZOTERO, "works.json": CSL, "sheet.csv": SHEET}


def written(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


@pytest.mark.parametrize("name", FILES)
def test_every_form_tells_the_same_works(tmp_path, name):
    works = load_sources([written(tmp_path, name, FILES[name])])
    assert list(works) == ["doe2001", "roe1999"]
    article, book = works.values()
    assert article["title"].lower() == "regions and powers: a made-up study"
    assert article["container-title"] == "Journal of Examples"
    assert article["author"] == [{"literal": "Doe, Jane"}, {"literal": "رضایی، علی"}]
    assert article["issued"] == {"date-parts": [[2001]]} and book["issued"] == {"date-parts": [[1999]]}
    assert (article["URL"], article["DOI"]) == ("https://example.org/doe", "10.0000/example")
    assert (book["title"], book["publisher"]) == ("Treaties", "Example Press") and "DOI" not in book


def test_several_files_of_several_forms_are_one_bibliography(tmp_path):
    other = RIS.replace("doe2001", "doe2002").replace("roe1999", "roe2000")
    works = load_sources([written(tmp_path, "a.ris", other), written(tmp_path, "b.bib", BIBTEX)])
    assert sorted(works) == ["doe2001", "doe2002", "roe1999", "roe2000"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("works.ris", RIS.replace("ID  - roe1999\n", ""), "a work without a key"),
        ("works.bib", BIBTEX.replace("roe1999", "doe2001"), "doe2001 — stands twice"),
        ("zotero.csv", ZOTERO.replace('"roe1999"', '"doe2001"'), "doe2001 — stands twice"),
        ("works.ris", "TI  - Never ended\n", "no works in it"),
        ("works.bib", "plain text", "no works in it"),
        ("works.json", '{"id": "doe"}', "not a bibliography"),
        ("works.xml", "<works/>", "not a kind of bibliography that is read (.xml)"),
    ],
)
def test_what_is_no_bibliography_is_refused(tmp_path, name, text, told):
    with pytest.raises(DataError) as error:
        load_sources([written(tmp_path, name, text)])
    assert told in str(error.value) and name in str(error.value)
