"""How a rehearsal reads: a line per file, and the report at the end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from gcm_desktop.app.desk import unit_name
from gcm_desktop.app.receiving import Planned, Status
from gcm_desktop.desktop.dialogs.rows import Column, Line
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.merge import ChangeKind, kinds_of
from gcm_desktop.i18n import Words, mark

if TYPE_CHECKING:
    from gcm_desktop.store import Receipt

STATUS: Final = {
    Status.NEW: (mark("new"), Glyph.ADD),
    Status.KNOWN: (mark("received before"), Glyph.GOOD),
    Status.NOTHING_NEW: (mark("nothing new"), Glyph.GOOD),
    Status.OLDER: (mark("older than what is here"), Glyph.INFO),
    Status.CONFLICTS: (mark("with conflicts"), Glyph.CONFLICT),
    Status.REFUSED: (mark("not taken"), Glyph.WARNING),
}
TAKEN: Final = (mark("received"), Glyph.GOOD)
KINDS: Final = {
    ChangeKind.NEW: (mark("new"), Glyph.ADD),
    ChangeKind.CHANGED: (mark("changed"), Glyph.CHANGED),
    ChangeKind.EMPTIED: (mark("emptied"), Glyph.NOT_APPLICABLE),
    ChangeKind.CONFLICT: (mark("conflict"), Glyph.CONFLICT),
    ChangeKind.SETTLED: (mark("settled"), Glyph.GOOD),
    ChangeKind.UNREAD: (mark("unread"), Glyph.UNREAD),
}


def plan_columns(words: Words) -> tuple[Column, ...]:
    """Give the columns of the list of files."""
    say = words.say
    return (
        Column(say("State")),
        Column(say("Unit"), share=3),
        Column(say("Period")),
        Column(say("New"), right=True),
        Column(say("Changed"), right=True),
        Column(say("Conflicts"), right=True),
        Column(say("Unread"), right=True),
        Column(say("File"), share=3),
    )


def whose(words: Words, catalogue: Catalogue, planned: Planned) -> tuple[str, str]:
    """Name the unit and period of a file; a table of data may be of many and says so."""
    if planned.table is not None:
        returns = words.number(len(planned.table.returns))
        return words.say("Table of data · returns: {n}", n=returns), ""
    unit = unit_name(catalogue, planned.unit, words.code) if planned.unit else ""
    return unit, words.period_short(planned.period) if planned.period else ""


def plan_line(words: Words, catalogue: Catalogue, planned: Planned, *, taken: bool = False) -> Line:
    """Give the line of one file; ``taken`` says that it was merged just now."""
    word, sign = TAKEN if taken else STATUS[planned.status]
    kinds = kinds_of(planned.changes)
    changed = sum(kinds[kind] for kind in (ChangeKind.CHANGED, ChangeKind.EMPTIED, ChangeKind.SETTLED))
    numbers = (kinds[ChangeKind.NEW], changed, kinds[ChangeKind.CONFLICT], kinds[ChangeKind.UNREAD])
    refused = planned.status is Status.REFUSED
    texts = (
        words.say(word),
        *whose(words, catalogue, planned),
        *("" if refused else words.number(number) for number in numbers),
        planned.name,
    )
    return Line(texts, planned, sign, faint=not planned.takes and not refused)


@dataclass
class Tally:
    """What taking the files did."""

    files: int = 0
    refused: int = 0
    same: int = 0
    kinds: Counter[ChangeKind] = field(default_factory=Counter)
    asleep: int = 0

    def add(self, planned: Planned, receipt: Receipt | None) -> None:
        """Count one file."""
        if planned.status is Status.REFUSED:
            self.refused += 1
        elif receipt is None:
            self.same += 1
        else:
            self.files += 1
            self.kinds.update(kinds_of(receipt.changes))
            self.asleep += len(receipt.suspended)

    def sentence(self, words: Words) -> str:
        """Say it in one line."""
        kinds, say, number = self.kinds, words.say, words.number
        changed = kinds[ChangeKind.CHANGED] + kinds[ChangeKind.EMPTIED] + kinds[ChangeKind.SETTLED]
        parts = [
            say("Files merged: {n}", n=number(self.files)),
            say("new cells: {n}", n=number(kinds[ChangeKind.NEW])),
            say("changed: {n}", n=number(changed)),
            say("conflicts: {n}", n=number(kinds[ChangeKind.CONFLICT])),
            say("unread: {n}", n=number(kinds[ChangeKind.UNREAD])),
        ]
        if self.same:
            parts.append(say("files without anything new: {n}", n=number(self.same)))
        if self.refused:
            parts.append(say("files not taken: {n}", n=number(self.refused)))
        return " · ".join(parts)
