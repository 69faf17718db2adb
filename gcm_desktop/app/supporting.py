"""Supporting: the log of the program's own faults, and one file for the people who look after it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import platform
import re
import sys
import traceback
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import gcm_desktop
from gcm_desktop.app import people
from gcm_desktop.app.desk import Desk
from gcm_desktop.errors import UserError

_JOURNAL_LINES: Final = 2000
_LOG_LETTERS: Final = 60_000  # the last faults; older ones help nobody
#: The lines of the log that quote nothing: moment, head of a trace, its places, and the code there.
_PLAIN: Final = re.compile(r'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [0-9a-f]{8}$|Traceback |  File "|    |$')
_KIND: Final = re.compile(r"[A-Za-z_][\w.]*(?=:|$)")
#: Only these preferences travel; nothing that names a person or a folder does.
_PREFERENCES: Final = ("language", "theme", "zoom")


def fault_log() -> Path:
    """Give where the faults of the program are written down."""
    return people.settings_folder() / "faults.log"


def crash_log() -> Path:
    """Give where the places of a fault are written that no handler survives."""
    return people.settings_folder() / "crash.log"


def keep_fault(error: BaseException) -> str:
    """Write a fault of the program into the log and give its reference."""
    details = "".join(traceback.format_exception(error))
    reference = hashlib.sha256(details.encode()).hexdigest()[:8]
    log = fault_log()
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {reference}\n{details}\n")
    except OSError:
        print(details, file=sys.stderr)  # a full disk: better seen than lost
    return reference


def make_support_file(out: Path, desk: Desk | None = None, versions: Mapping[str, str] | None = None) -> Path:
    """Write versions, settings without names, the journal without values and the last faults into a zip."""
    parts = {"versions.txt": _versions(versions or {}), "settings.json": _settings(), "faults.txt": _faults()}
    parts["crash.txt"] = _end_of(crash_log())
    if desk is not None:
        parts |= {"file.json": _about(desk), "journal.csv": _journal(desk)}
    try:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, text in parts.items():
                packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)
    except OSError as error:
        raise UserError("E501", file=out.name, reason=error.strerror or str(error)) from error
    return out


def _versions(more: Mapping[str, str]) -> str:
    known = {
        "GCM Desktop": gcm_desktop.__version__,
        "Python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "packed": str(bool(getattr(sys, "frozen", False))),
        **more,
    }
    return "".join(f"{name}: {version}\n" for name, version in known.items())


def _settings() -> str:
    record = {
        "preferences": {name: people.preference(name) for name in _PREFERENCES},
        "people": len(people.people()),
        "recent": [
            {"unit": file.unit, "period": file.period, "there": Path(file.path).exists()}
            for file in people.recent()
        ],
    }
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True)


def _about(desk: Desk) -> str:
    record = {
        "catalogue": desk.catalogue.number,
        "digest": desk.catalogue.digest,
        "national": desk.national,
        "unit": str(desk.unit or ""),
        "period": desk.period,
        "language": desk.language,
        "returns": [key.id for key in desk.file.returns()],
        "imports": len(desk.file.imports()),
        "conflicts": len(desk.file.conflicts()),
        "recovered": desk.file.recovered,
    }
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True)


def _journal(desk: Desk) -> str:
    """Give what happened and to which cells, without a value, a note, a reason or a name."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("seq", "at", "kind", "return", "undone", "cells"))
    for entry in reversed(desk.file.journal(_JOURNAL_LINES)):
        cells = " ".join(change.cell for change in entry.changes)
        key = entry.key.id if entry.key else ""
        table.writerow((entry.seq, entry.at.isoformat(), entry.kind, key, int(entry.undone), cells))
    return out.getvalue()


def _faults() -> str:
    """Give the last faults; home folders and whatever a fault quotes are left out."""
    return "\n".join(_without_answers(_end_of(fault_log())))


def _end_of(log: Path) -> str:
    try:
        text = log.read_text(encoding="utf-8", errors="replace")[-_LOG_LETTERS:]
    except OSError:
        return ""
    return text.replace(str(Path.home()), "~")


def _without_answers(text: str) -> Iterator[str]:
    """Leave out what a fault quotes: ``ValueError: '412' is …`` becomes ``ValueError``."""
    in_trace = False
    for line in text.splitlines():
        if _PLAIN.match(line):
            in_trace = in_trace or line.startswith("Traceback ")
            yield line
        elif in_trace and (kind := _KIND.match(line)):
            in_trace = False  # the lines that follow may go on quoting
            yield kind.group()
