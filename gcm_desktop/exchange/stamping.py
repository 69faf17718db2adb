"""Blank forms by the dozen: one form is drawn, the others only take another name.

What tells two blank forms of one kind apart is the name of the unit and of the period, the ids of the empty
register rows and the hidden sheet. Each part of a stamp is compressed up to the first of these and goes on
from there, so that a form is made of what was not compressed yet; its bytes are those of a form written by
itself.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

from gcm_desktop.catalogue import asked
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.exchange.hidden import issue_id, packed, ready_ids, unpacked
from gcm_desktop.exchange.markup import Budget
from gcm_desktop.exchange.model import ReturnBook, SheetPlan
from gcm_desktop.exchange.packing import Member, beginning, packed_part, zipped
from gcm_desktop.exchange.pen import Names, names_of
from gcm_desktop.exchange.plain_rows import read_sheet
from gcm_desktop.exchange.writing import draw, hidden_part, replace_file, verify, write_return

_BLANKS: Final = Names("\ue000unit\ue001", "\ue000code\ue001", "\ue000time\ue001", "\ue000date\ue001")
_NAMES: Final = ("unit", "unit_code", "period", "period_code")


def write_forms(forms: Iterable[tuple[ReturnBook, Path]]) -> Iterator[Path]:
    """Write blank forms, giving each path when its file is in place; raises E501."""
    by_kind: dict[Kind | Path, list[tuple[ReturnBook, Path]]] = {}
    for book, path in forms:
        by_kind.setdefault(kind_of(book) or path, []).append((book, path))
    for same in by_kind.values():
        stamp = Stamp(same[0][0]) if len(same) > 1 else None
        for book, path in same:
            if stamp is None:
                write_return(book, path)
            else:
                replace_file(path, stamp.form(book))
            yield path


@dataclass(frozen=True, slots=True)
class Kind:
    """What two forms have to share for one to be made of the other."""

    catalogue: str
    language: str
    compact_name: str
    sender: str
    asked: tuple[str, ...]


def kind_of(book: ReturnBook) -> Kind | None:
    """Give the kind of a blank form; nothing for one that holds figures, which is drawn by itself."""
    if book.values or book.registers or book.previous or book.revisions or book.acts or book.check_code:
        return None
    due = asked(book.catalogue, book.unit, parse_period(book.period))
    compact = book.compact_name.of(book.language)
    return Kind(book.catalogue.digest, book.language, compact, book.sender, tuple(i.code for i in due))


class Stamp:
    """A form that takes the name of any unit and period asked the same."""

    def __init__(self, book: ReturnBook) -> None:
        drawn = draw(book, _BLANKS)
        self.kind, self._plans, self._hidden = kind_of(book), drawn.plans, drawn.hidden
        self._ids = _ids(book)
        marks = (*(getattr(_BLANKS, name) for name in _NAMES), *self._ids)
        pattern = re.compile(b"(" + b"|".join(re.escape(mark.encode()) for mark in marks) + b")")
        self._parts: dict[str, Member | _Open] = {}
        for name, content in drawn.parts.items():
            pieces = pattern.split(content)
            self._parts[name] = _Open(name, pieces) if len(pieces) > 1 else packed_part(content)
        verify(book, self.form(book))

    def form(self, book: ReturnBook) -> bytes:
        """Give the form of another unit or period; it is asked the same, which :func:`kind_of` says."""
        if kind_of(book) != self.kind:
            raise ValueError("another kind of form")
        ids = dict(zip(self._ids, _ids(book), strict=True))
        names, blanks = names_of(book), _BLANKS
        said = {getattr(blanks, name): str(getattr(names, name)) for name in _NAMES}
        words = {mark.encode(): escape(text).encode() for mark, text in (said | ids).items()}
        feet = {mark.encode(): escape(text.replace("&", "&&")).encode() for mark, text in said.items()}
        plans = tuple(_renamed(plan, ids) for plan in self._plans)
        hidden = hidden_part(packed(book, plans), f"{book.unit} {book.period}", book)
        _verify(book, hidden)
        members = {
            name: part if isinstance(part, Member) else part.closed(words, feet)
            for name, part in self._parts.items()
        }
        members[self._hidden] = packed_part(hidden)
        return zipped(members)


class _Open:
    """A part that is compressed as far as all forms agree."""

    def __init__(self, name: str, pieces: list[bytes]) -> None:
        self._sheet = name.startswith("xl/worksheets/")  # names stand in the foot of its pages only
        self._begun, self._head = beginning(pieces[0])
        self._crc, self._size, self._rest = zlib.crc32(pieces[0]), len(pieces[0]), pieces[1:]

    def closed(self, words: Mapping[bytes, bytes], feet: Mapping[bytes, bytes]) -> Member:
        """Give the whole part with its names."""
        said: Mapping[bytes, bytes] = feet if self._sheet else words
        rest = b"".join([said.get(piece, piece) for piece in self._rest])
        work: Any = self._begun.copy()
        body = self._head + work.compress(rest) + work.flush()
        return Member(body, zlib.crc32(rest, self._crc), self._size + len(rest))


def _ids(book: ReturnBook) -> tuple[str, ...]:
    ready = ready_ids(issue_id(book), book.catalogue.registers)
    return tuple(id_ for ids in ready.values() for id_ in ids)


def _renamed(plan: SheetPlan, ids: Mapping[str, str]) -> SheetPlan:
    if plan.kind != "register":
        return plan
    rows = (row.rpartition(".") for row in plan.rows)
    return SheetPlan(
        plan.kind, plan.name, plan.columns, tuple(f"{head}.{ids.get(id_, id_)}" for head, _, id_ in rows)
    )


def _verify(book: ReturnBook, hidden: bytes) -> None:
    """Read the hidden sheet back; the other parts are those of a form that was read as a whole."""
    read = unpacked(read_sheet(hidden, "", "hidden", [], [], Budget()))
    if (read.issue, read.unit, read.period) != (issue_id(book), book.unit, book.period):
        raise AssertionError("the form does not say whose it is")
