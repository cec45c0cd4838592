"""Small made-up event files in every format that is read, from one list of acts."""

import csv
import gzip
import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

POLECAT = """Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|
Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|
Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|
Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|
Publication Date|Story People|Story Organizations|Story Locations|Language|Version""".replace("\n", "").split("|")
ICEWS = """Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|Target Name|
Target Sectors|Target Country|Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|Longitude"""
ICEWS = ICEWS.replace("\n", "").split("|")


@dataclass(frozen=True)
class Party:
    """One side of an act, as the sources may write it."""

    name: str = ""
    code: str = ""
    group: str = ""
    country: str = ""
    country_name: str = ""
    roles: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()


EU = Party("EUROPEAN UNION", "IGOEUREEC", "EEC", "EUR", sectors=("International Government Organization",))
AU = Party("AFRICAN UNION", "IGOAFRAFU", "", "AFR", sectors=("Regional",))
NATO = Party("NATO", "IGOWSTNAT", "NAT", "WST", sectors=("Global Defense / Security IGOs",))
USA = Party("UNITED STATES", "USAGOV", "", "USA", "United States", ("GOV",), ("Executive", "Government"))
ARMY = Party("US ARMY", "USAMIL", "", "USA", "United States", ("MIL",), ("Military", "Government"))
PRESS = Party("US PRESS", "USAMED", "", "USA", "United States", ("MED",), ("Media",))
NOBODY = Party("COMPANY", "BUS", "", "", roles=("BUS",))


@dataclass(frozen=True)
class Act:
    """One report."""

    record: str
    day: str
    source: Party
    target: Party
    code: str
    contexts: str = ""
    extra: dict[str, str] = field(default_factory=dict)


def gdelt(acts: list[Act], columns: int = 61) -> str:
    """GDELT 2.0 (61 columns) or 1.0 (58, 57): tabs, no header."""
    lines = []
    for act in acts:
        cells = [""] * columns
        cells[0], cells[1] = act.record, act.day.replace("-", "")
        for start, party in ((5, act.source), (15, act.target)):
            cells[start : start + 4] = [party.code, party.name, party.country, party.group]
            cells[start + 7 : start + 7 + len(party.roles)] = party.roles
        cells[26], cells[27], cells[28] = act.code, act.code[:3], act.code[:2]
        cells[56] = act.day.replace("-", "")
        lines.append("\t".join(cells))
    return "".join(f"{line}\n" for line in lines)


def icews(acts: list[Act]) -> str:
    """ICEWS: tabs, a header, sectors joined by commas, NA for nothing."""
    lines = ["\t".join(ICEWS)]
    for act in acts:
        cells = dict.fromkeys(ICEWS, "NA") | {"Event ID": act.record, "Event Date": act.day, "CAMEO Code": act.code}
        for side, party in (("Source", act.source), ("Target", act.target)):
            cells |= {f"{side} Name": party.name.title(), f"{side} Sectors": ",".join(party.sectors) or "NA"}
            cells |= {f"{side} Country": party.country_name or "NA"}
        lines.append("\t".join((cells | act.extra)[column] for column in ICEWS))
    return "".join(f"{line}\n" for line in lines)


def polecat(acts: list[Act]) -> str:
    """POLECAT: tabs, a header, participants of a summit joined by semicolons, None for nothing."""
    lines = ["\t".join(POLECAT)]
    for act in acts:
        kind, _, mode = act.code.partition("/")
        cells = dict.fromkeys(POLECAT, "None") | {"Event ID": act.record, "Event Date": act.day, "Event Type": kind}
        cells |= {"Event Mode": mode or "None", "Contexts": act.contexts or "None"}
        for side, party in (("Actor", act.source), ("Recipient", act.target)):
            state = party.country if party.roles else ""
            cells |= {f"{side} Name": party.name.title() or "None", f"{side} Country": state or "None"}
            cells |= {f"Primary {side} Sector": party.roles[0] if party.roles else "None"}
        lines.append("\t".join((cells | act.extra)[column] for column in POLECAT))
    return "".join(f"{line}\n" for line in lines)


def phoenix(acts: list[Act]) -> str:
    """Phoenix: tabs, no header."""
    lines = []
    for act in acts:
        cells = [""] * 26
        cells[0], cells[1] = act.record, act.day.replace("-", "")
        for start, party in ((5, act.source), (9, act.target)):
            cells[start : start + 2] = [party.code, party.country if party.roles else party.code[:3]]
            cells[start + 2] = party.roles[0] if party.roles else ""
        cells[13], cells[14] = act.code, act.code[:2]
        lines.append("\t".join(cells))
    return "".join(f"{line}\n" for line in lines)


def own(acts: list[Act]) -> str:
    """A plain CSV of one's own, with a header and cells in quotes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["id", "date", "from", "to", "what"])
    writer.writerows([a.record, a.day, a.source.name, a.target.name, a.code] for a in acts)
    return text.getvalue()


OWN_LAYOUT = {
    "title": "My events",
    "dataset": "mine",
    "scheme": "cameo",
    "fields": {"record": "id", "day": "date", "code": "what", "source_name": "from", "target_name": "to"},
}


def put(text: str, path: Path) -> str:
    """Write text as a plain file, a .gz or a .zip with one member, by the ending of the name; return the name."""
    data = text.encode("utf-8")
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(path.stem, data)
    else:
        path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return str(path)
