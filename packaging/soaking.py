"""Runs what is too long for every day and writes its table: date, commit, what, how many, how long, outcome.

A test tells how many with ``record_property("count", n)``; the laws by the examples of their profile, see
tests/conftest.py and tests/store/test_laws.py.
"""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

TABLE = Path("docs/soak.md")
SOAK = {"HYPOTHESIS_PROFILE": "soak"}
GROUPS = (
    ("kills, mutants and other long runs", ["-m", "soak", "tests"], {}, ""),
    ("laws of merging, generated", ["tests/domain/test_merge_laws.py"], SOAK, "20000"),
    ("laws of merging, on the real store", ["tests/store/test_laws.py"], SOAK, "500"),
)
HEAD = """# Soak

What `make soak` found last. Every line is one test; *how many* are the kills, mutated files or
generated histories it went through.

| date | commit | what | how many | seconds | outcome |
|---|---|---|---:|---:|---|
"""


def run(arguments: list[str], environment: dict[str, str], count: str) -> list[tuple[str, str, float, str]]:
    """Run one group of tests and give name, count, seconds and outcome of each."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "--timeout=0",
            "-o",
            "junit_family=legacy",
            f"--junitxml={report}",
        ]
        subprocess.run([*command, *arguments], env={**os.environ, **environment}, check=False)
        found = ET.parse(report).getroot().iter("testcase")
        return [_line(case, count) for case in found]


def _line(case: ET.Element, count: str) -> tuple[str, str, float, str]:
    told = {p.get("name", ""): p.get("value", "") for p in case.iter("property")}
    bad = case.find("failure") is not None or case.find("error") is not None
    name = case.get("name", "").removeprefix("test_").replace("_", " ")
    return name, told.get("count", count), float(case.get("time", "0")), "not held" if bad else "held"


def main() -> int:
    """Print and write the table; gives 1 when anything did not hold."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True
    ).stdout.strip()
    today = datetime.date.today().isoformat()
    lines, outcomes = [], []
    for title, arguments, environment, count in GROUPS:
        print(f"== {title}", flush=True)
        for name, counted, seconds, outcome in run(arguments, environment, count):
            lines.append(f"| {today} | {commit} | {name} | {counted} | {seconds:.0f} | {outcome} |")
            outcomes.append(outcome)
    text = HEAD + "\n".join(lines) + "\n"
    TABLE.write_text(text, encoding="utf-8")
    print(text)
    return 0 if outcomes and set(outcomes) == {"held"} else 1


if __name__ == "__main__":
    sys.exit(main())
