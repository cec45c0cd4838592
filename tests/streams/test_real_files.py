"""Real event files, where a folder of them is named: `pytest tests/streams/test_real_files.py --real-events FOLDER`."""

from pathlib import Path

import pytest

from interregional.tables.problems import DataError


@pytest.fixture(scope="module")
def files(request):
    folder = request.config.getoption("--real-events")
    if not folder:
        pytest.skip("no folder of real event files is named (--real-events)")
    return [str(path) for path in sorted(Path(folder).rglob("*")) if path.is_file()]


def test_every_file_is_read_or_refused_with_the_reason(bench, files):
    read = 0
    for path in files:
        try:
            part = bench.read(path, unreadable=0.001)
        except DataError as error:
            assert all(line.startswith(f"{path}:") and " — " in line for line in str(error).splitlines())
            continue
        read += 1
        ((_, layout, rows, kept, records, *_),) = part.files
        print(f"{path}: {layout}, {rows} rows, {kept} name an organisation, {records} records")
        assert rows >= kept >= 0 and all(record[5] != record[6] for record in part.records)
    assert read, "no file was read"
