"""How the program and its reader talk: a length, then JSON; one question, one answer.

Nearly all that is said are plain answers and their places, so these go in a short form: an answer without
marks as its letter and text, places sheet by sheet.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import replace
from typing import IO, Any, Final

from gcm_desktop.domain.records import Act, Revision
from gcm_desktop.domain.units import ReportingUnit
from gcm_desktop.domain.values import Value, nfc, plain
from gcm_desktop.errors import Issue, Severity, Where
from gcm_desktop.exchange.model import ReadReturn

_LENGTH: Final = struct.Struct(">I")


def send(stream: IO[bytes], message: Mapping[str, Any]) -> None:
    """Write one message."""
    data = json.dumps(message, ensure_ascii=True).encode("ascii")
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> dict[str, Any] | None:
    """Read one message; nothing at the end of the stream."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        return None
    message: dict[str, Any] = json.loads(data)
    return message


def record_of(read: ReadReturn) -> dict[str, Any]:
    """Give the JSON form of what was read."""
    return {
        "digest": read.digest,
        "name": read.name,
        "language": read.language,
        "catalogue": read.catalogue,
        "unit": [read.unit.office, read.unit.area],
        "period": read.period,
        "status": read.status,
        "issue": read.issue,
        "revisions": [_revision_record(revision) for revision in read.revisions],
        "edited": list(read.edited),
        "links": {id_: sorted(parents) for id_, parents in read.links.items()},
        "acts": [act.record() for act in read.acts],
        "issues": [_issue_record(issue) for issue in read.issues],
        "places": _places_record(read.places),
        "answers": read.answers,
        "blanks": _places_record(read.blanks),
    }


def read_of(record: Mapping[str, Any]) -> ReadReturn:
    """Build what was read from its JSON form."""
    return ReadReturn(
        digest=record["digest"],
        name=record["name"],
        language=record["language"],
        catalogue=record["catalogue"],
        unit=ReportingUnit(*record["unit"]),
        period=record["period"],
        status=record["status"],
        issue=record["issue"],
        revisions=tuple(_revision_of(revision) for revision in record["revisions"]),
        edited=tuple(record["edited"]),
        links={id_: frozenset(parents) for id_, parents in record["links"].items()},
        acts=tuple(Act.of(act) for act in record["acts"]),
        issues=tuple(_issue_of(issue) for issue in record["issues"]),
        places=_places_of(record["places"]),
        answers=record["answers"],
        blanks=_places_of(record["blanks"]),
    )


def _revision_record(revision: Revision) -> dict[str, Any]:
    sets = {
        cell: value.state._value_ + nfc(value.text) if value.is_plain else value.record()
        for cell, value in revision.sets.items()
    }
    return {**revision.header(), "sets": sets}


def _revision_of(record: dict[str, Any]) -> Revision:
    sets = {
        cell: plain(said[0], said[1:]) if isinstance(said, str) else Value.of(said)
        for cell, said in record["sets"].items()
    }
    return replace(Revision.of({**record, "sets": {}}), sets=sets)


def _places_of(record: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[str, str]]:
    return {cell: (sheet, ref) for sheet, refs in record.items() for cell, ref in refs.items()}


def _places_record(places: Mapping[str, tuple[str, str]]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for cell, (sheet, ref) in places.items():
        found.setdefault(sheet, {})[cell] = ref
    return found


def _issue_record(issue: Issue) -> list[Any]:
    where = issue.where
    return [issue.code, issue.severity.value, [where.file, where.sheet, where.ref, where.cell], issue.facts]


def _issue_of(record: list[Any]) -> Issue:
    code, severity, where, facts = record
    return Issue(code, Severity(severity), Where(*where), facts)
