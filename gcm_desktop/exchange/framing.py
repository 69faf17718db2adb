"""How the program and its reader talk: two lengths, JSON, and packed bytes; one question, one answer.

Nearly all that is said are answers and their places, so these go as they are kept: answers in their short
form, with the id the reader computed over them, places packed. Whoever keeps a revision proves its id.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import IO, Any, Final

from gcm_desktop.domain.places import Places
from gcm_desktop.domain.records import Act, Revision
from gcm_desktop.domain.units import ReportingUnit
from gcm_desktop.errors import Issue, Severity, Where
from gcm_desktop.exchange.lineage import ways_of
from gcm_desktop.exchange.model import ReadReturn

_LENGTHS: Final = struct.Struct(">II")
_PACKED: Final = "packed"  # the name of the one part that is no JSON


def send(stream: IO[bytes], message: Mapping[str, Any]) -> None:
    """Write one message; what it names ``packed`` goes as the bytes it is."""
    packed = message.get(_PACKED, b"")
    plain = {name: part for name, part in message.items() if name != _PACKED}
    data = json.dumps(plain, ensure_ascii=True).encode("ascii")
    stream.write(_LENGTHS.pack(len(data), len(packed)) + data + packed)
    stream.flush()


def receive(stream: IO[bytes]) -> dict[str, Any] | None:
    """Read one message; nothing at the end of the stream."""
    head = stream.read(_LENGTHS.size)
    if len(head) < _LENGTHS.size:
        return None
    length, further = _LENGTHS.unpack(head)
    data = stream.read(length + further)
    if len(data) < length + further:
        return None
    message: dict[str, Any] = json.loads(data[:length])
    return message | {_PACKED: data[length:]} if further else message


def record_of(read: ReadReturn) -> dict[str, Any]:
    """Give the JSON form of what was read, without the places."""
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
        "answers": read.answers,
        "blanks": _places_record(read.blanks),
        "lineage": [list(way) for way in read.lineage],
    }


def packed_of(read: ReadReturn) -> bytes:
    """Give the places of what was read, packed."""
    return Places.of(read.places).packed


def read_of(record: Mapping[str, Any], packed: bytes) -> ReadReturn:
    """Build what was read from its JSON form and its packed places."""
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
        places=Places(packed),
        answers=record["answers"],
        blanks=_places_of(record["blanks"]),
        lineage=ways_of(record["lineage"]),
    )


def _revision_record(revision: Revision) -> dict[str, Any]:
    return {"id": revision.id, "header": revision.header(), "sets": revision.briefs()}


def _revision_of(record: Mapping[str, Any]) -> Revision:
    return Revision.of_briefs(record["header"], record["sets"], record["id"])


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
