"""Lets other spreadsheet programs open our workbooks, type into them and save them."""

from __future__ import annotations

import json
import subprocess
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

FILLING = Path(__file__).with_name("office_filling.py")
Entries = Sequence[tuple[str, str, str | float]]


@dataclass(frozen=True)
class Job:
    """One file to be opened, typed into and saved; the ending of the target says as what."""

    source: str
    target: str
    entries: Entries = ()
    password: str = ""


def saved_by_office(data: bytes, folder: Path, entries: Entries = ()) -> bytes:
    """Open the workbook in the office program, type the entries, save it."""
    (folder / "in.xlsx").write_bytes(data)
    office_works(folder, [Job("in.xlsx", "out.xlsx", tuple(entries))])
    return (folder / "out.xlsx").read_bytes()


def office_works(folder: Path, jobs: Sequence[Job]) -> None:
    """Let one office program do all the jobs; they are done again when that program crashes."""
    listed = [
        {**asdict(job), "source": str(folder / job.source), "target": str(folder / job.target)}
        for job in jobs
    ]
    (folder / "jobs.json").write_text(json.dumps(listed), encoding="utf-8")
    for attempt in range(3):
        code = _session(folder / f"profile{attempt}", folder / "jobs.json")
        if code == 0:
            return
        assert code < 0, f"the filling ended with {code}"  # below zero: killed by a signal, a crash not ours
    raise AssertionError("the office program crashed three times")


def _session(profile: Path, jobs: Path) -> int:
    """Start the office program, let the filling work in it, and give the filling's exit code."""
    pipe = f"gcm{uuid.uuid4().hex}"
    listen = f"--accept=pipe,name={pipe};urp;"
    options = [f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--nologo", listen]
    office = subprocess.Popen(["soffice", *options], stderr=subprocess.DEVNULL)
    try:
        arguments = ["/usr/bin/python3", str(FILLING), str(jobs), pipe]
        code = subprocess.run(arguments, check=False, timeout=240).returncode
        if code == 0:
            office.wait(timeout=60)
        return code
    finally:
        office.kill()
        office.wait()


def saved_by_gnumeric(source: Path, target: Path) -> None:
    """Open a file in gnumeric and save it; again when that program crashes."""
    for _attempt in range(3):
        command = ["ssconvert", str(source), str(target)]
        code = subprocess.run(command, check=False, capture_output=True, timeout=120).returncode
        if code == 0:
            return
        assert code < 0, f"ssconvert ended with {code}"
    raise AssertionError("gnumeric crashed three times")
