"""Remarks on the cells of a return: what a coordinator asks, and what the sender answers.

Both travel in acts, so they unite like everything else: *returned* holds the remarks, *answered* the replies.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from gcm_desktop.domain.cells import parse_cell
from gcm_desktop.domain.records import Act, ActKind, answered_by, canonical_json
from gcm_desktop.domain.text import Text3
from gcm_desktop.domain.values import BLANK, Value
from gcm_desktop.errors import UserError

REMARKS: Final = "remarks"
_SHORT: Final = 16  # digits of the act's id that name its remarks


class RemarkState(StrEnum):
    """How far a remark is."""

    OPEN = "open"
    ANSWERED = "answered"  # in words, or by another value
    CLOSED = "closed"  # the coordinator went on: accepted, or sent back again


@dataclass(frozen=True, slots=True)
class Remark:
    """One question about one cell; ``code`` is the rule or finding it came from, empty for a person's own."""

    number: int
    cell: str
    text: Text3
    code: str = ""
    was: Value = BLANK  # what stood in the cell when the question was asked
    whole: bool = False  # it is about the whole table: any of its cells may be the one to correct
    around: Mapping[str, Value] = field(default_factory=dict)  # what stood in the other cells of the table

    def covers(self, cell: str) -> bool:
        """Say whether a cell may be corrected because of this remark."""
        if cell == self.cell:
            return True
        table = self.cell.partition("|")[0]
        return self.whole and (cell == table or cell.startswith(f"{table}|"))

    def is_met(self, now: Mapping[str, Value]) -> bool:
        """Say whether something it covers is another value now."""
        before = {**self.around, self.cell: self.was}
        covered = {cell for cell in now if self.covers(cell)} | before.keys()
        return any(not now.get(cell, BLANK).same_as(before.get(cell, BLANK)) for cell in covered)

    def record(self) -> dict[str, object]:
        """Give the JSON form."""
        texts = {"tk": self.text.tk, "ru": self.text.ru, "en": self.text.en}
        return {
            "number": str(self.number), "cell": self.cell, "text": texts, "code": self.code,
            "was": self.was.record(), "whole": str(int(self.whole)),
            "around": {cell: value.record() for cell, value in self.around.items()},
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A remark with the act that asked it and the answer, if there is one."""

    key: str  # names it everywhere: the beginning of the act's id and the number
    act: Act
    remark: Remark
    state: RemarkState = RemarkState.OPEN
    answer: str = ""


def facts_of(remarks: Iterable[Remark]) -> dict[str, str]:
    """Give the facts of an act that asks these remarks."""
    return {REMARKS: canonical_json([remark.record() for remark in remarks]).decode()}


def remarks_of(act: Act) -> tuple[Remark, ...]:
    """Give the remarks an act asks; none when it is not of that kind or was not made by this program."""
    if act.kind is not ActKind.RETURNED or REMARKS not in act.facts:
        return ()
    try:
        records = json.loads(act.facts[REMARKS])
        return tuple(
            Remark(
                int(record["number"]),
                str(parse_cell(record["cell"])),
                Text3(*(str(record["text"][language]) for language in ("tk", "ru", "en"))),
                str(record["code"]),
                Value.of(record["was"]),
                record["whole"] == "1",
                {str(cell): Value.of(value) for cell, value in record["around"].items()},
            )
            for record in records
        )
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError, UserError):
        return ()


def key_of(act: Act, remark: Remark) -> str:
    """Name a remark for ever."""
    return f"{act.id[:_SHORT]}.{remark.number}"


def asked_in(acts: Iterable[Act], subject: str, now: Mapping[str, Value] | None = None) -> tuple[Asked, ...]:
    """Give every remark asked about a return, the latest act last; ``now`` are the values of its cells."""
    about = {act.id: act for act in acts if act.subject == subject}
    answers = answers_in(about.values())
    passed = _passed(about)
    found = []
    for act in sorted(about.values(), key=lambda act: (len(answered_by(act, about)), act.id)):
        for remark in remarks_of(act):
            key = key_of(act, remark)
            answer = answers.get(key, "")
            changed = now is not None and remark.is_met(now)
            state = RemarkState.ANSWERED if answer or changed else RemarkState.OPEN
            found.append(Asked(key, act, remark, RemarkState.CLOSED if act.id in passed else state, answer))
    return tuple(found)


def answers_in(acts: Iterable[Act]) -> dict[str, str]:
    """Give the answers by the remark's name; a later act overrules what an earlier one said."""
    about = {act.id: act for act in acts}
    given = [act for act in about.values() if act.kind is ActKind.ANSWERED]
    given.sort(key=lambda act: (len(answered_by(act, about)), act.id))
    return {key: text for act in given for key, text in act.facts.items()}


def _passed(about: Mapping[str, Act]) -> set[str]:
    """Give the acts the coordinator has gone on from."""
    onward = (ActKind.ACCEPTED, ActKind.RETURNED, ActKind.LOCKED)
    return {id_ for act in about.values() if act.kind in onward for id_ in answered_by(act, about)}
