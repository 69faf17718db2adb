"""A return as bytes for the codes on its last page: every figure, state, mark and note.

Narratives are too long for paper; the page carries their digest only. Layout, version 1, all deflated:
a head of short texts, then columns over the filled cells in catalogue order: gap to the cell before, form
(state, precision, basis, quality), numbers, words. docs/paper-codes.md describes it.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from hashlib import sha256
from typing import Final

from gcm_desktop.domain.cells import CellKind, parse_cell
from gcm_desktop.domain.records import digest
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import Basis, Precision, State, Value
from gcm_desktop.errors import UserError

VERSION: Final = 1
_MAGIC: Final = b"GCM"
_HEAD: Final = len(_MAGIC) + 1 + 4 + 1 + 1 + 4  # magic, version, group, number, of, CRC
_MOST_CODES: Final = 60
_MOST_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class PaperReturn:
    """What the codes of one page hold; ``texts`` is the digest of what they do not hold."""

    key: ReturnKey
    catalogue: str  # digest
    heads: tuple[str, ...]  # the revisions the page was printed from
    check_code: str  # of the whole return, as printed
    texts: str
    values: Mapping[str, Value]


def on_paper(values: Mapping[str, Value]) -> dict[str, Value]:
    """Give the cells that go into the codes: answers with their notes, not what was typed for them."""
    return {
        cell: replace(value, written="")
        for cell, value in values.items()
        if parse_cell(cell).kind is CellKind.INDICATOR and not value.is_blank
    }


def texts_digest(values: Mapping[str, Value]) -> str:
    """Give the digest of the narratives, which stand on the page in words only."""
    return digest(
        {
            cell: value.text
            for cell, value in sorted(values.items())
            if parse_cell(cell).kind is CellKind.NARRATIVE and value.text
        }
    )[:16]


def encode(content: PaperReturn, order: Sequence[str]) -> bytes:
    """Pack a return; ``order`` is the catalogue's order of cells, others are named in full."""
    place = {cell: at for at, cell in enumerate(order)}
    known = sorted((cell for cell in content.values if cell in place), key=place.__getitem__)
    named = sorted(cell for cell in content.values if cell not in place)
    out = bytearray()
    key = content.key
    head = (key.office, key.area, key.period, key.form, content.catalogue, " ".join(content.heads))
    for text in (*head, content.check_code, content.texts):
        _put_text(out, text)
    _put(out, len(known))
    last = -1
    for cell in known:
        _put(out, place[cell] - last - 1)
        last = place[cell]
    _put(out, len(named))
    for cell in named:
        _put_text(out, cell)
    _put_values(out, [content.values[cell] for cell in (*known, *named)])
    return zlib.compress(bytes(out), 9)


def _put_values(out: bytearray, values: Sequence[Value]) -> None:
    forms = sorted({_form(value) for value in values})
    _put(out, len(forms))
    for form in forms:
        for text in form:
            _put_text(out, text)
    number = {form: at for at, form in enumerate(forms)}
    for value in values:
        _put(out, number[_form(value)])
    for value in values:
        _put_number(out, value.text)
    noted = [(at, value) for at, value in enumerate(values) if value.note or value.source]
    _put(out, len(noted))
    for at, value in noted:
        _put(out, at)
        _put_text(out, value.note)
        _put_text(out, value.source)


def _form(value: Value) -> tuple[str, str, str, str]:
    return value.state.value, value.precision.value, value.basis.value, value.quality


def decode(data: bytes, order_of: Callable[[ReturnKey, str], Sequence[str]]) -> PaperReturn:
    """Unpack what ``encode`` packed; ``order_of`` gives the cells of a return under a catalogue digest.

    Raises UserError E700 when the bytes are not such a return.
    """
    try:
        packer = zlib.decompressobj()
        read = _Reading(packer.decompress(data, _MOST_BYTES))
        office, area, period, form, catalogue, heads, code, texts = (read.text() for _ in range(8))
        key = ReturnKey(office, area, period, form)
        order = order_of(key, catalogue)
        at, cells = -1, []
        for _ in range(read.number()):
            at += read.number() + 1
            cells.append(order[at])
        cells += [read.text() for _ in range(read.number())]
        values = dict(zip(cells, read.values(len(cells)), strict=True))
        if not read.ended or not packer.eof:
            raise ValueError("more than a return")
    except (zlib.error, ValueError, IndexError) as error:
        raise UserError("E700") from error
    return PaperReturn(key, catalogue, tuple(heads.split()), code, texts, values)


class _Reading:
    """A place in the bytes."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    @property
    def ended(self) -> bool:
        return self._at == len(self._data)

    def number(self) -> int:
        shift = number = 0
        while True:
            byte = self._data[self._at]
            self._at += 1
            number |= (byte & 0x7F) << shift
            if byte < 0x80:
                return number
            shift += 7

    def text(self) -> str:
        size = self.number()
        if self._at + size > len(self._data):
            raise ValueError("cut short")
        raw = self._data[self._at : self._at + size]
        self._at += size
        return raw.decode("utf-8")

    def figure(self) -> str:
        number = self.number()
        return str(number - 1) if number else self.text()

    def values(self, count: int) -> Iterator[Value]:
        forms = [tuple(self.text() for _ in range(4)) for _ in range(self.number())]
        of = [forms[self.number()] for _ in range(count)]
        figures = [self.figure() for _ in range(count)]
        notes = {}
        for _ in range(self.number()):
            at = self.number()
            notes[at] = (self.text(), self.text())
        for at, (form, figure) in enumerate(zip(of, figures, strict=True)):
            state, precision, basis, quality = form
            note, source = notes.get(at, ("", ""))
            yield Value(State(state), figure, Precision(precision), Basis(basis), quality, note, source)


def _put(out: bytearray, number: int) -> None:
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)


def _put_text(out: bytearray, text: str) -> None:
    raw = text.encode("utf-8")
    _put(out, len(raw))
    out += raw


def _put_number(out: bytearray, text: str) -> None:
    """A whole number as itself plus one; anything else as zero and its text."""
    if text.isascii() and text.isdigit() and str(int(text)) == text and len(text) <= 15:
        _put(out, int(text) + 1)
    else:
        _put(out, 0)
        _put_text(out, text)


def split(data: bytes, room: int) -> tuple[bytes, ...]:
    """Cut packed bytes into pieces of ``room`` bytes at most, each knowing its place.

    One piece more than needed mends the loss of any one. A return that fits one piece has no mending piece.
    """
    size = room - _HEAD
    count = max(1, -(-(len(data) + 4) // size))
    whole = len(data).to_bytes(4, "big") + data
    size = -(-len(whole) // count)  # equally long pieces: no code is nearly empty
    parts = [whole[n * size : (n + 1) * size].ljust(size, b"\0") for n in range(count)]
    if count > 1:
        parts.append(_mending(parts))
    if len(parts) > _MOST_CODES:
        raise ValueError(f"{len(parts)} codes")
    group = sha256(data).digest()[:4]
    return tuple(_piece(group, at, count, part) for at, part in enumerate(parts))


def _piece(group: bytes, at: int, count: int, part: bytes) -> bytes:
    head = _MAGIC + bytes([VERSION]) + group + bytes([at, count])
    return head + zlib.crc32(head + part).to_bytes(4, "big") + part


def _mending(parts: Sequence[bytes]) -> bytes:
    number = reduce(lambda a, b: a ^ b, (int.from_bytes(part, "big") for part in parts))
    return number.to_bytes(len(parts[0]), "big")


def join(pieces: Sequence[bytes]) -> bytes:
    """Put the pieces of one page together again, in any order and with repeats.

    Raises UserError E701 when there is none of ours, E702 when pages are mixed, E703 with what is missing.
    """
    found: dict[bytes, dict[int, bytes]] = {}
    counts: dict[bytes, int] = {}
    for piece in pieces:
        head, crc, part = piece[: _HEAD - 4], piece[_HEAD - 4 : _HEAD], piece[_HEAD:]
        ours = piece[:4] == _MAGIC + bytes([VERSION]) and len(piece) > _HEAD
        if ours and zlib.crc32(head + part).to_bytes(4, "big") == crc:
            found.setdefault(piece[4:8], {})[piece[8]] = part
            counts[piece[4:8]] = piece[9]
    if not found:
        raise UserError("E701")
    if len(found) > 1:
        raise UserError("E702", count=len(found))
    ((group, parts),) = found.items()
    count = counts[group]
    missing = [n for n in range(count) if n not in parts]
    if len(missing) == 1 and count in parts:
        rest = [part for n, part in parts.items() if n != missing[0]]
        parts[missing[0]] = _mending(rest)
    elif missing:
        raise UserError("E703", found=", ".join(str(n + 1) for n in missing), count=count)
    whole = b"".join(parts[n] for n in range(count))
    data = whole[4 : 4 + int.from_bytes(whole[:4], "big")]
    if sha256(data).digest()[:4] != group:
        raise UserError("E700")
    return data
