"""A Slurm of its own on this machine, for trying the cluster profile; nothing outside its folder is changed.

`python -m tests.slurm` (`make slurm`) runs a stream edition through the profile: as it is, with a job killed in the
middle, and with a node drained and resumed in the middle; each must give the bytes of the local run.
Needs root and Debian's packages slurm-wlm and munge.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import yaml

from tests.conftest import copy_project, use_small_edition
from tests.event_files import AU, EU, NATO, Act, gdelt, put

PROGRAMS = ("munged", "slurmctld", "slurmd", "sbatch", "squeue", "scontrol", "scancel", "sinfo")
NODE = "node1"
CONFIGURATION = """
ClusterName=trial
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
CommunicationParameters=NoInAddrAny
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,sched_interval=5
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
MpiDefault=none
MinJobAge=300
NodeName={node} NodeHostname={host} NodeAddr=127.0.0.1 Port={daemon} CPUs=2 RealMemory=4000 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=1440 State=UP
"""


def why_not() -> str:
    """Why Slurm can't be tried here; empty if it can."""
    missing = [program for program in PROGRAMS if not shutil.which(program, path=_path())]
    if missing:
        return f"Debian's packages slurm-wlm and munge are not installed ({', '.join(missing)} missing)"
    if os.geteuid():
        return "starting Slurm needs root"
    return "" if Path("/sys/fs/cgroup").is_mount() else "slurmd needs /sys/fs/cgroup"


def _path() -> str:
    return os.environ.get("PATH", "") + ":/usr/sbin:/sbin"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def cluster() -> Iterator[dict[str, str]]:
    """Munge, a controller and a node, until the block ends; yields the environment in which its commands find them."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="slurm")))
        folder.chmod(0o755)
        for name in ("state", "spool"):
            (folder / name).mkdir()
        key = folder / "munge.key"
        key.write_bytes(os.urandom(1024))
        key.chmod(0o400)
        values = {"folder": folder, "host": socket.gethostname().split(".")[0], "node": NODE}
        values |= {"controller": _free_port(), "daemon": _free_port()}
        (folder / "slurm.conf").write_text(CONFIGURATION.format(**values))
        env = {**os.environ, "PATH": _path(), "SLURM_CONF": str(folder / "slurm.conf")}
        munge = [f"--{name}={folder}/munge.{ending}" for name, ending in (
            ("key-file", "key"), ("socket", "socket"), ("pid-file", "pid"), ("log-file", "log"), ("seed-file", "seed"),
        )]  # fmt: skip
        # Jobs look for the configuration in /etc/slurm: the node sees this folder there, and nobody else does.
        node = [
            "unshare",
            "--mount",
            "sh",
            "-c",
            f'mount --bind "$0" /etc/slurm && exec slurmd -D -N {NODE}',
            str(folder),
        ]
        for command in (["munged", "--foreground", "--force", *munge], ["slurmctld", "-D", "-c"], node):
            log = stack.enter_context(open(folder / f"{command[0]}.out", "wb"))
            process = subprocess.Popen(command, env=env, stdout=log, stderr=log, start_new_session=True)
            stack.callback(_stop, process)
            time.sleep(1)
        _wait_for_node(env, folder)
        yield env


def _stop(process: subprocess.Popen[bytes]) -> None:
    for which in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, which)
            process.wait(timeout=10)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


def _wait_for_node(env: dict[str, str], folder: Path) -> None:
    for _ in range(60):
        told = _ask(env, "sinfo", "--noheader", "--format=%T")
        if told in ("idle", "mixed"):
            return
        time.sleep(0.5)
    logs = "\n".join(path.read_text(errors="replace")[-2000:] for path in sorted(folder.glob("*.log")))
    raise RuntimeError(f"the node did not come up: {told}\n{logs}")


def _ask(env: dict[str, str], *command: str) -> str:
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=30)
    return done.stdout.strip() or done.stderr.strip()


def prepare(folder: Path, files: int = 3) -> Path:
    """A copy of the project with a small stream edition `trial`."""
    project = use_small_edition(copy_project(folder / "project"))
    streams = project / "data" / "raw" / "streams"
    streams.mkdir()
    for number in range(files):
        acts = [
            Act(f"{number}{n}", f"20{13 + number}-03-0{n}", a, b, "042")
            for n, (a, b) in enumerate([(EU, AU), (EU, NATO)], 1)
        ]
        put(gdelt(acts), streams / f"{number}.csv")
    configuration = {
        "edition": "trial",
        "caveat": "streams",
        "events": [],
        "streams": {"files": ["data/raw/streams/*"]},
        "sources": ["data/raw/paper/sources.json"],
        "actors": ["data/raw/paper/actors.csv"],
    }
    configuration |= {"replication": {"draws": 100, "second_coding": []}}
    (project / "config" / "trial.yaml").write_text(yaml.safe_dump(configuration), encoding="utf-8")
    return project


def start(project: Path, target: str, *arguments: str, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
    """Snakemake on a target of the trial edition."""
    command = [
        str(Path(sys.executable).with_name("snakemake")),
        target,
        "--configfile",
        "config/trial.yaml",
        *arguments,
    ]
    return subprocess.Popen(
        command, cwd=project, env=env or dict(os.environ), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    )  # fmt: skip


def finish(process: subprocess.Popen[str], timeout: int = 600) -> str:
    """What a run printed; raises RuntimeError with it if the run failed or did not end in time."""
    try:
        told, _ = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        told, _ = process.communicate()
        raise RuntimeError(f"not ended after {timeout} seconds:\n{told[-6000:]}") from None
    if process.returncode:
        raise RuntimeError(told[-6000:])
    return told


ON_SLURM = ("--profile", "workflow/profiles/slurm", "--slurm-no-account", "--slurm-status-command", "squeue")
ON_SLURM += ("--slurm-init-seconds-before-status-checks", "3", "--seconds-between-status-checks", "3")


def run_on(
    env: dict[str, str], project: Path, target: str, meddle: Callable[[dict[str, str]], None] | None = None
) -> str:
    """Run a target through the profile, with something done to the cluster while it runs."""
    process = start(project, target, *ON_SLURM, "--default-resources", "slurm_partition=main", env=env)
    if meddle:
        try:
            meddle(env)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    return finish(process)


def running_job(env: dict[str, str], seconds: int = 120) -> str:
    """The first job that is seen to run."""
    for _ in range(seconds * 5):
        job = _ask(env, "squeue", "--noheader", "--states=RUNNING", "--format=%i").split()
        if job:
            return job[0]
        time.sleep(0.2)
    raise RuntimeError(f"no job ran: {_ask(env, 'squeue')} {_ask(env, 'sinfo')}")


def kill_a_job(env: dict[str, str]) -> None:
    """Cancel the first job that runs, as a node's failure would."""
    _ask(env, "scancel", "--signal=KILL", "--full", running_job(env))


def drain_and_resume(env: dict[str, str]) -> None:
    """Take the node out while a job runs on it, so that the others wait, and give it back after ten seconds."""
    running_job(env)
    _ask(env, "scontrol", "update", f"NodeName={NODE}", "State=DRAIN", "Reason=trial")
    time.sleep(10)
    _ask(env, "scontrol", "update", f"NodeName={NODE}", "State=RESUME")


def outcome(project: Path, name: str) -> bytes:
    """The bytes of a result of the trial edition."""
    return (project / "results" / "trial" / name).read_bytes()


def main() -> None:
    reason = why_not()
    if reason:
        raise SystemExit(f"Slurm can't be tried here: {reason}")
    whole, part = ("all", "manifest.sha256"), ("results/trial/dyads.csv", "dyads.csv")
    trials = [
        ("as it is", None, *whole),
        ("a job killed", kill_a_job, *part),
        ("the node drained", drain_and_resume, *part),
    ]
    with tempfile.TemporaryDirectory() as folder:
        local = prepare(Path(folder) / "local")
        begun = time.monotonic()
        finish(start(local, "all", "--cores", "2"))
        print(f"local run: {time.monotonic() - begun:.0f} s", flush=True)
        with cluster() as env:
            for name, meddle, target, result in trials:
                project = prepare(Path(folder) / name.replace(" ", "_"))
                begun = time.monotonic()
                told = run_on(env, project, target, meddle)
                same = outcome(project, result) == outcome(local, result)
                again = "; a job was tried again" if "Trying to restart job" in told else ""
                verdict = "the same bytes" if same else "OTHER BYTES"
                print(f"{name}: {target}, {time.monotonic() - begun:.0f} s, {verdict}{again}", flush=True)
                if not same:
                    raise SystemExit(1)


if __name__ == "__main__":
    main()
