"""The 2.0 table is read by sdmx1, in an environment of its own: it brings pandas. In ``make soak`` only."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from gcm_desktop.app import entering
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.exporting import DataForm, Scope, export_data
from gcm_desktop.domain.units import parse_unit, return_of

HERE = Path(__file__).parent
BUILD = HERE.parents[1] / "build" / "sdmx1"
MARY = parse_unit("TM-M")


@pytest.mark.soak
def test_every_observation_of_a_table_is_read_by_sdmx1(tmp_path, record_property):
    python = BUILD / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", BUILD], check=True)
    wanted = [python, "-m", "pip", "install", "--quiet", "--no-deps", "-r", HERE / "sdmx1.txt"]
    subprocess.run(wanted, check=True)
    with Desk.create(tmp_path / "a.gcm", "TM-M", "2026-Q3") as desk:
        for period in ("2026-Q3", "2026-S1", "2026", "2026-07", "2026-07-01", "2019-01-01/P18M", "undated"):
            for cell, text in (
                ("G05.02", "412"),
                ("G05.02|SEX=F", "~200"),
                ("N05.progress", 'gowy, "ş"'),
                ("G02.04", "x"),
            ):
                entering.enter(desk, return_of(MARY, period), cell, text)
        export_data(desk, tmp_path / "out.csv", DataForm.SDMX_2, Scope())

    told = subprocess.run(
        [python, HERE / "sdmx1_reader.py", tmp_path / "out.csv"], capture_output=True, text=True, check=True
    )

    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = [dict(row) for row in csv.DictReader(file)]
    read = json.loads(told.stdout)
    record_property("count", len(rows))
    assert [_said(row) for row in rows] == [_said(row) for row in read]


def _said(row):
    names = (
        "FREQ",
        "OFFICE",
        "REF_AREA",
        "INDICATOR",
        "SEX",
        "TIME_PERIOD",
        "TEXT_VALUE",
        "OBS_STATUS",
        "PRECISION",
    )
    return [row[name] for name in names], row["OBS_VALUE"].removesuffix(".0").replace("nan", "")
