"""Immutable records: revisions and acts, named by the SHA-256 of their canonical JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from json.encoder import encode_basestring as quoted
from typing import Any, Final

from gcm_desktop.domain.canonical import brief, canonical_of_brief, of_brief
from gcm_desktop.domain.canonical import canonical_json as canonical_json
from gcm_desktop.domain.canonical import digest as digest
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import Value, nfc


@dataclass(frozen=True, slots=True)
class Maker:
    """The person and device that stand in a record."""

    name: str
    position: str = ""
    device: str = ""

    def record(self) -> dict[str, str]:
        """Give the JSON form."""
        pairs = {"name": self.name, "position": self.position, "device": self.device}
        return {key: nfc(text) for key, text in pairs.items() if text}

    @staticmethod
    def of(record: Mapping[str, Any] | None) -> Maker | None:
        """Read the JSON form; nothing stays nothing."""
        if record is None:
            return None
        return Maker(str(record["name"]), str(record.get("position", "")), str(record.get("device", "")))


class RevisionKind(StrEnum):
    """An edit sets what was typed; a decision settles what others left open."""

    EDIT = "edit"
    DECISION = "decision"


def canonical_revision(header: bytes, briefs: Iterable[tuple[str, str]]) -> bytes:
    """Give the canonical JSON of a revision; ``sets`` is the last of its names, and nearly all of it."""
    cells = ",".join([f"{quoted(cell)}:{canonical_of_brief(text)}" for cell, text in sorted(briefs)])
    return header[:-1] + f',"sets":{{{cells}}}}}'.encode()


@dataclass(frozen=True)
class Revision:
    """What one person, workbook or decision set in one return, frozen for ever."""

    key: ReturnKey
    parents: tuple[str, ...]
    catalogue: str  # digest of the catalogue version whose codes it uses
    sets: Mapping[str, Value]
    kind: RevisionKind = RevisionKind.EDIT
    reason: str = ""
    made_by: Maker | None = None  # nothing for a workbook filled by hand

    def record(self) -> dict[str, Any]:
        """Give the JSON form that its id is computed over."""
        return {**self.header(), "sets": {cell: value.record() for cell, value in self.sets.items()}}

    def header(self) -> dict[str, Any]:
        """Give the JSON form without what it sets."""
        record: dict[str, Any] = {
            "form": self.key.form,
            "office": self.key.office,
            "area": self.key.area,
            "period": self.key.period,
            "parents": sorted(self.parents),
            "catalogue": self.catalogue,
            "kind": self.kind.value,
        }
        if self.reason:
            record["reason"] = nfc(self.reason)
        if self.made_by:
            record["made_by"] = self.made_by.record()
        return record

    @cached_property
    def is_composed(self) -> bool:
        """Say whether reading its record back would give the very same."""
        maker = self.made_by
        return (
            nfc(self.reason) == self.reason
            and (maker is None or Maker.of(maker.record()) == maker)
            and list(self.parents) == sorted(self.parents)
            and all(value.is_composed for value in self.sets.values())
        )

    @cached_property
    def id(self) -> str:
        """Give the SHA-256 of the record."""
        return hashlib.sha256(self.canonical()).hexdigest()

    def canonical(self) -> bytes:
        """Give the canonical JSON of the record."""
        return canonical_revision(canonical_json(self.header()), self.briefs().items())

    def with_briefs(self) -> Revision:
        """Give the revision with its short forms kept, for one that goes elsewhere at once."""
        self.__dict__["_briefs"] = self.briefs()
        return self

    def briefs(self) -> Mapping[str, str]:
        """Give the short form of all it sets, by cell."""
        known: Mapping[str, str] | None = self.__dict__.get("_briefs")
        return {cell: brief(value) for cell, value in self.sets.items()} if known is None else known

    @staticmethod
    def of_briefs(header: Mapping[str, Any], briefs: Mapping[str, str], id_: str) -> Revision:
        """Build a revision from its header and short forms, known by an id computed elsewhere.

        Whoever keeps it proves the id against what was kept.
        """
        revision = Revision.of({**header, "sets": {}})
        sets = {cell: of_brief(text) for cell, text in briefs.items()}
        made = Revision(
            revision.key, revision.parents, revision.catalogue, sets,
            revision.kind, revision.reason, revision.made_by,
        )  # fmt: skip
        made.__dict__.update(_briefs=briefs, id=id_, is_composed=True)
        return made

    @staticmethod
    def of(record: Mapping[str, Any]) -> Revision:
        """Read the JSON form; raises KeyError, TypeError or ValueError when it is not one."""
        return Revision(
            ReturnKey(record["office"], record["area"], record["period"], record["form"]),
            tuple(sorted(str(parent) for parent in record["parents"])),
            str(record["catalogue"]),
            {str(cell): Value.of(value) for cell, value in record["sets"].items()},
            RevisionKind(record["kind"]),
            str(record.get("reason", "")),
            Maker.of(record.get("made_by")),
        )


class ActKind(StrEnum):
    """What can be said about a revision, an import, a goal or a return."""

    SENT = "sent"
    RECEIVED = "received"
    CHECKED = "checked"
    ACCEPTED = "accepted"
    RETURNED = "returned"  # sent back with remarks
    ANSWERED = "answered"  # the sender's reply to remarks
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    NIL = "nil"
    NOT_NIL = "not_nil"
    WITHDRAWN = "withdrawn"
    PUT_BACK = "put_back"
    DEADLINE = "deadline"  # until when a return, or every return of a kind of period, has time


#: Of acts that do not know each other the stricter holds: the one further to the front.
STRICTEST: Final = (
    ActKind.WITHDRAWN,
    ActKind.RETURNED,
    ActKind.LOCKED,
    ActKind.NOT_NIL,
    ActKind.UNLOCKED,
    ActKind.ANSWERED,
    ActKind.ACCEPTED,
    ActKind.CHECKED,
    ActKind.RECEIVED,
    ActKind.SENT,
    ActKind.NIL,
    ActKind.PUT_BACK,
    ActKind.DEADLINE,
)


@dataclass(frozen=True)
class Act:
    """Something a person said about a subject; acts unite like revisions.

    Subjects: ``revision:<id>``, ``import:<id>``, ``return:<id>``, ``goal:<return id>:G05``,
    ``deadline:<return id>``, ``deadline:Q``.
    """

    subject: str
    kind: ActKind
    parents: tuple[str, ...] = ()  # acts it answers
    person: Maker | None = None
    reason: str = ""
    date: str = ""  # as stated by the person, ISO; never taken from the clock
    facts: Mapping[str, str] = field(default_factory=dict)

    def record(self) -> dict[str, Any]:
        """Give the JSON form that its id is computed over."""
        record: dict[str, Any] = {
            "subject": self.subject,
            "kind": self.kind.value,
            "parents": sorted(self.parents),
        }
        if self.person:
            record["person"] = self.person.record()
        if self.reason:
            record["reason"] = nfc(self.reason)
        if self.date:
            record["date"] = self.date
        if self.facts:
            record["facts"] = {key: nfc(text) for key, text in self.facts.items()}
        return record

    @cached_property
    def id(self) -> str:
        """Give the SHA-256 of the record."""
        return digest(self.record())

    @staticmethod
    def of(record: Mapping[str, Any]) -> Act:
        """Read the JSON form; raises KeyError, TypeError or ValueError when it is not one."""
        return Act(
            str(record["subject"]),
            ActKind(record["kind"]),
            tuple(sorted(str(parent) for parent in record["parents"])),
            Maker.of(record.get("person")),
            str(record.get("reason", "")),
            str(record.get("date", "")),
            {str(key): str(text) for key, text in record.get("facts", {}).items()},
        )


def answered_by(act: Act, about: Mapping[str, Act]) -> set[str]:
    """Give the ids of every act that one answers, however many steps back."""
    found: set[str] = set()
    waiting = list(act.parents)
    while waiting:
        id_ = waiting.pop()
        if id_ not in found:
            found.add(id_)
            waiting += about[id_].parents if id_ in about else ()
    return found
