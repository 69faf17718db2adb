"""A linear program looks for what was hidden, in an environment of its own. In ``make soak`` only."""

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from gcm_desktop.domain.published import NATION_SUM
from gcm_desktop.domain.suppression import LARGEST, is_small
from tests.domain.publications import ETRAPS, FLAT, NESTED, QUARTERS, VELAYATS, Reader, World

HERE = Path(__file__).parent
BUILD = HERE.parents[1] / "build" / "highs"
TABLES = 60
_NEAR = 1e-6


@pytest.fixture(scope="module")
def highs() -> Path:
    python = BUILD / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", BUILD], check=True)
    wanted = [python, "-m", "pip", "install", "--quiet", "--no-deps", "-r", HERE / "highs.txt"]
    subprocess.run(wanted, check=True)
    return python


def readers() -> list[Reader]:
    """Give readers of one table, of areas within areas, and of several publications with corrections."""
    found = []
    for seed in range(TABLES):
        random = Random(seed)
        most = random.choice((4, 9, 30, 200, 2000))
        kind = seed % 3
        if kind == 0:
            made = World({"SEX": 3, "AGE": 6, "CIT": 12}, VELAYATS, FLAT)
        elif kind == 1:
            made = World({"SEX": 3, "AGE": 6}, (*ETRAPS, VELAYATS[2]), NESTED)
        else:
            made = World({"SEX": 3, "AGE": 4}, VELAYATS, FLAT, QUARTERS)
        made.fill(random, most)
        reader = Reader(made)
        for _ in range(1 if kind < 2 else 5):
            figures = made.figures
            period = random.choice((*QUARTERS, "2026")) if kind == 2 else QUARTERS[0]
            who = random.choice((VELAYATS[:1], (*VELAYATS, NATION_SUM))) if kind == 2 else None
            printed = {one for one in figures if one.period == period and (not who or one.subject in who)}
            reader.publish(printed)
            if random.random() < 0.6:
                made.count(
                    random, random.choice(made.leaves), random.choice(made.periods), random.randrange(most)
                )
        found.append(reader)
    return found


def task(reader: Reader) -> dict[str, object]:
    """Give what the reader knows as numbered sums, and the unknowns to be found."""
    rows, hidden = reader.unknown_rows(), reader.hidden
    numbers = {place: n for n, place in enumerate(sorted({one for row in rows for one in row} | hidden))}
    return {
        "rows": [[(numbers[one], sign) for one, sign in row.items()] for row in rows],
        "right": [sum(int(one[1]) * sign for one, sign in row.items()) for row in rows],
        "least": [1 if place in hidden else 0 for place in numbers],
        "asked": [numbers[place] for place in sorted(hidden)],
    }


@pytest.mark.soak
def test_a_linear_program_finds_no_hidden_figure(highs, record_property):
    found = readers()
    tasks = json.dumps([task(reader) for reader in found])
    command = [highs, HERE / "highs_bounds.py"]
    told = subprocess.run(command, input=tasks, capture_output=True, text=True, check=True)
    asked = 0
    for reader, answers in zip(found, json.loads(told.stdout), strict=True):
        for (figure, number), (least, most) in zip(sorted(reader.hidden), answers, strict=True):
            wide = LARGEST - 1 if is_small(number) else 1
            assert most is None or most - least > wide - _NEAR, (figure, number, least, most)
        asked += len(answers)
    record_property("count", asked)
