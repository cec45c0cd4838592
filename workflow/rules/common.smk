# What all stages share: the environment, the checked configuration, and the digest of the code.
import os
import shlex
import sys
from pathlib import Path

# The same bytes whatever the time zone, language or number of cores of the machine.
os.environ.update(
    PYTHONHASHSEED="0",
    TZ="UTC",
    LC_ALL="C.UTF-8",
    PYTHONUTF8="1",
    MPLBACKEND="Agg",
    SOURCE_DATE_EPOCH="1041379200",
    OPENBLAS_NUM_THREADS="1",
    OMP_NUM_THREADS="1",
    PYTHONNOUSERSITE="1",
)
# Snakemake passes the path of Python to the shell as it is: quoted here, because a folder's name
# may have a space in it. One that is quoted already, as these rules can be included twice, is the name of no file.
if Path(sys.executable).exists():
    sys.executable = shlex.quote(sys.executable)
# Seen from this file: as a module of another workflow, the main Snakefile is somebody else's.
SCRIPTS = (
    Path(workflow.current_basedir.get_path_or_uri(secret_free=True)).parent / "scripts"
)
sys.path.insert(0, str(SCRIPTS))

from interregional.editions.digest import code_digest
from interregional.tables.problems import DataError
from interregional.editions import settings
from interregional.editions.terminal import show_less
from interregional.streams.files import deal, find_files

# Not where these rules are a module of another workflow.
if Path(workflow.main_snakefile).resolve() == (SCRIPTS.parent / "Snakefile").resolve():
    show_less(workflow.output_settings)
# Priorities of the rules on the longest way through the workflow, and of others that come before the pages.
ON_THE_LONGEST_WAY, BEFORE_THE_PAGES = 2, 1
# Faults are told of the file named on the command line, if any; relative, as a project that was moved is the same.
NAMED_FILES = [*workflow.configfiles[:1], *workflow.config_settings.configfiles]
CONFIGURATION = os.path.relpath(NAMED_FILES[-1])
DEFAULTS = "config/defaults.yaml"
try:
    config.update(settings.with_defaults(config, DEFAULTS))
    settings.check_settings(config, CONFIGURATION)
    # The configuration of the edition that this one is compared with, none if there is none.
    BASELINE = settings.other_edition(config, DEFAULTS)
except DataError as error:
    sys.exit(str(error))


pathvars:
    results=f"results/{config['edition']}",
    logs=f"logs/{config['edition']}",


CODEBOOK = expand(f"{config['codebook']}/{{table}}.csv", table=settings.CODEBOOK)
READINGS, LABELS = config["readings"], ["config/labels.csv", *config["words"]]
# What a publication states, if the edition replicates one; and the last year, if it is not that of the evidence.
PUBLICATION = config["publication"]
LAST_YEAR = config["time"].get("last_year")
DRAWN = settings.drawn_levels(config)
# What every exhibit takes its names and words from; how often is drawn for intervals, from which seed.
NAMED = dict(actors="<results>/clean/actors.csv", codebook=CODEBOOK, labels=LABELS)
RANDOM = {key: config["replication"][key] for key in ("draws", "seed")}
PUBLISHED: list = []
LANGUAGES = [language for language in ("en", "fa") if language in config["languages"]]
# How the edition speaks: see codebook.wording.
SPOKEN = settings.manner_of_speaking(config, LANGUAGES)
# Files of machine-coded events, if the edition has any, and the jobs that read them.
STREAM_JOBS = deal(
    find_files(config["streams"]["files"]), config["streams"]["files_per_job"]
)
EVENTS = config["events"] + ["<results>/streams/events.csv"] * bool(STREAM_JOBS)
SOURCES = config["sources"] + ["config/streams/sources.json"] * bool(STREAM_JOBS)
# Only an edition that names a second coding has the comparison of the two.
SECOND_CODING = expand(
    "<results>/replication/reliability{part}.csv",
    part=["", "_differences"] if config["replication"]["second_coding"] else [],
)
TIME = "levels_by_year events_by_dyad network_by_period hub_ranks trajectories".split()
TIME_FIGURES = [f"figures/{name}" for name in TIME]
# The endings of a figure, with its caption, and of each exhibit; the comparison with a publication has its own.
PICTURE = ["svg", "pdf", "png", "caption.txt"]
COMPARISON = expand("figures/figure_1_{name}", name=["published", "difference"])
COMPARISON += ["replication/confusion"]
EXHIBITS = dict.fromkeys(
    ["tables/table_1", "tables/table_2"], ["csv", "md", "html", "tex", "docx"]
) | dict.fromkeys(
    """
    replication/specifications replication/robustness figures/flows
    figures/membership_overlap figures/order figures/figure_1
    """.split() + TIME_FIGURES + (COMPARISON if PUBLICATION else []),
    PICTURE,
)
CATEGORIES = {
    "tables": "The paper's tables",
    "figures": "Figures",
    "replication": "Replication",
    "notebooks": "Notebooks",
}


def shown(path, caption, **labels):
    """A result that Snakemake's own report shows too, under a caption of workflow/report/."""
    parts = path.split("/")
    return report(
        path,
        caption=f"../report/{caption}.rst",
        category=CATEGORIES[parts[1]] if len(parts) > 2 else "Pages",
        labels={"result": caption, **labels},
    )


def exhibit(name):
    """The files of a table or figure, in both languages and every format."""
    caption = name.split("/")[-1]
    return [
        (
            shown(f"<results>/{name}.{language}.{ending}", caption, language=language)
            if ending in ("html", "png")
            else f"<results>/{name}.{language}.{ending}"
        )
        for language in LANGUAGES
        for ending in EXHIBITS[name]
    ]


def pictures(name):
    """A figure in every language and format, and its caption."""
    return expand(
        f"<results>/{name}.{{language}}.{{ending}}", language=LANGUAGES, ending=PICTURE
    )


def in_languages(name, ending):
    """A page or text in every language."""
    return [f"<results>/{name}.{language}.{ending}" for language in LANGUAGES]


def parts_of(table, ending):
    """What every job has written of one table."""
    return [f"<results>/streams/parts/{job}/{table}.{ending}" for job in STREAM_JOBS]


def code_of(rule):
    """The digest of the package's code that a rule's script uses, so that an edit reruns it."""
    return code_digest(SCRIPTS / f"{rule}.py")
