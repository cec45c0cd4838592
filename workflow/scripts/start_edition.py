"""Start an edition of one's own: its configuration, and spreadsheets to fill in.

Usage: start_edition.py NAME [LANGUAGES] [--publication] [--typology=FOLDER]. LANGUAGES are en, fa or en,fa; with
--publication also blank tables for what a publication states that the edition is to replicate; with --typology the
lists are those of another codebook. Nothing that exists is overwritten.
"""

import sys
from pathlib import Path

from interregional.codebook.decisions import load_codebook
from interregional.codebook.wording import load_wording
from interregional.editions.settings import CODEBOOK, with_defaults
from interregional.editions.starting import NEXT, check_languages, check_start, files_of
from interregional.tables.problems import DataError

ACTORS = "data/raw/paper/actors.csv"


def start_edition(name, languages, publication, typology):
    check_languages(languages)
    folder = typology or with_defaults({}, "config/defaults.yaml")["codebook"]
    codebook = load_codebook(f"{folder}/{table}.csv" for table in CODEBOOK)
    wording = load_wording("config/labels.csv", languages=languages)[languages[0]]
    # The actors that the project knows are of the kinds of its own codebook.
    actors = [] if typology else [ACTORS]
    files = files_of(name, languages, publication, actors, typology, codebook, wording)
    check_start(name, files)
    for path, content in files.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(content)
    print("Written:", *(f"  {path}" for path in files), NEXT.format(name=name), sep="\n")


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    if not words or not words[0]:
        sys.exit(__doc__)
    options = dict(word[2:].partition("=")[::2] for word in sys.argv[1:] if word.startswith("--"))
    spoken = words[1].replace(",", " ").split() if len(words) > 1 else ["en"]
    try:
        start_edition(words[0], spoken, "publication" in options, options.get("typology", ""))
    except DataError as error:
        sys.exit(str(error))
