"""Reads the rows of a plainly written sheet at the speed of one pattern; any other goes by element.

Nearly all programs write rows the same way. Such a sheet is first proved well-formed and free of comments,
instructions and marked sections by expat itself; then a strict pattern, which must account for every
character between ``<sheetData>`` and ``</sheetData>``, takes the cells out. What the pattern does not know is
not guessed: the sheet is read again element by element, and that pass alone refuses. Both give the same
cells, which the tests prove with sheets of every kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter
from typing import Final
from xml.parsers import expat

from gcm_desktop.errors import UserError
from gcm_desktop.exchange.grid import (
    COLUMNS,
    MAX_VALUE_COLUMN,
    CellMaker,
    Raw,
    Sheet,
    read_elements,
    shared_cells,
)
from gcm_desktop.exchange.markup import MAX_TEXT, Budget
from gcm_desktop.exchange.parts import Look

LARGEST: Final = 8 * 1024 * 1024  # a bigger sheet is no form of ours; it is read without being decoded whole
_OPEN: Final = b"<sheetData>"
_CLOSE: Final = b"</sheetData>"
# A cell once read is never tried another way (``(?>`` and ``*+``), so a broken sheet costs no more than a
# whole one. What is met most stands first: an empty cell, then a plain value.
_ATTRIBUTES = r'(?: [A-Za-z_][\w:.-]*+="[^"<]*+")*'
_STYLED = r'(?: s="\d++")?(?: t="[a-zA-Z]++")?'  # not ``?+``: Python before 3.11.5 forgets where it began
_FORMULA = rf"<f{_ATTRIBUTES}(?: ?/>|>[^<]*+</f>)"
_VALUE = r"(?:<v ?/>|<v>[^<]*+</v>)"
_INLINE = r'<is><t(?: xml:space="preserve")?>[^<]*+</t></is>'
_HELD = rf"(?:(?:{_FORMULA})?{_VALUE}?|{_INLINE})"
_CELL = rf'(?><c r="[A-Z]{{1,2}}\1"{_STYLED}(?:/>|><v>[^<]*+</v></c>| />|>{_HELD}</c>))'
_OPENED = rf'<row r="([1-9]\d{{0,3}})"({_ATTRIBUTES})'
_ROWS = re.compile(rf"(?:{_OPENED}(?:>{_CELL}*+</row>| ?/>)[ \t\n]*+)*", re.ASCII)
_ROW = re.compile(_OPENED, re.ASCII)
_HIDDEN = re.compile(r' hidden="(?:1|true)"')
#: Letters, row, style and type, then a value or whatever else the cell holds; empty cells do not match.
_FILLED = re.compile(r'<c r="([A-Z]++)(\d++)"([^>]*+)>(?:<v>([^<]*+)</v></c>|(<[fi].*?)</c>)', re.DOTALL)
_LOOK = re.compile(r'(?: s="(\d++)")?(?: t="([a-zA-Z]++)")?', re.ASCII)
_OTHER = re.compile(rf"<is><t[^>]*+>([^<]*+)</t></is>|({_FORMULA})(?:<v ?/>|<v>([^<]*+)</v>)?", re.ASCII)
_FORMULA_TEXT = re.compile(rf"<f{_ATTRIBUTES}>([^<]*+)", re.ASCII)
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#(\d+)|([a-z]+));")
_NAMES: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class _NotPlain(Exception):
    """The sheet holds something the pattern does not know."""


def read_sheet(
    data: bytes,
    name: str,
    state: str,
    strings: Sequence[str],
    looks: Sequence[Look],
    budget: Budget,
) -> Sheet:
    """Read one worksheet; raises E404, E415–E418 when it is damaged, hostile or far too big."""
    if (cells := data.count(b"<c ")) > budget.cells:
        budget.spend("cells", cells)  # refuses, and needs no parser to know
    sheet = Sheet(name, state)
    maker = CellMaker(sheet, strings, looks, budget)
    around = _plain_rows(data, maker)
    if around is None:
        sheet.rows.clear()
        sheet.hidden_rows.clear()
    return read_elements(data if around is None else around, maker)


def _plain_rows(data: bytes, maker: CellMaker) -> bytes | None:
    """Take the rows out and give the rest of the part; nothing when it has to be read by element."""
    begin, end = data.find(_OPEN) + len(_OPEN), data.find(_CLOSE)
    if len(data) > LARGEST or not len(_OPEN) <= begin <= end or not is_plain_xml(data):
        return None
    referred = maker.budget.referred
    try:
        maker.cells_read = _take_rows(data[begin:end].decode("utf-8"), maker)
    except (_NotPlain, UserError):
        maker.budget.referred = referred  # the pass by element counts, and refuses, by itself
        return None
    return data[:begin] + data[end:]


def is_plain_xml(data: bytes) -> bool:
    """Say whether a part is well-formed UTF-8 of elements and texts alone."""
    plain = True

    def unwanted(*_: object) -> None:
        nonlocal plain
        plain = False

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "us-ascii", "ascii"):
            unwanted()

    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return False
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = parser.CommentHandler = unwanted
    parser.ProcessingInstructionHandler = parser.StartCdataSectionHandler = unwanted
    parser.XmlDeclHandler = declared
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        return False
    return plain


def _take_rows(text: str, maker: CellMaker) -> int:
    """Put the cells that stand in rows into the sheet; gives how many there are, empty ones too."""
    cells = text.count("<c ")
    if "\r" in text or cells > maker.budget.cells:
        raise _NotPlain
    at = text.find("<")
    at = len(text) if at < 0 else at
    if text[:at].strip(" \t\n") or _ROWS.fullmatch(text, at) is None:
        raise _NotPlain
    if "hidden=" in text:
        hidden = (row[1] for row in _ROW.finditer(text, at) if _HIDDEN.search(row[2]))
        maker.sheet.hidden_rows.update(map(int, hidden))
    _take_cells(_FILLED.findall(text, at), maker)
    return cells


def _take_cells(filled: Sequence[tuple[str, str, str, str, str]], maker: CellMaker) -> None:
    rows, shared = maker.sheet.rows, shared_cells(maker.strings)
    kinds: dict[str, tuple[str, str, Look]] = {}  # by style and type as they are written: type, style, look
    new = tuple.__new__  # makes a Raw at half the price
    found: dict[str, Raw] = {}
    last = ""
    referred = empty = 0
    for letters, row, written, value, other in filled:
        kind = kinds.get(written) or kinds.setdefault(written, _kind(written, maker))
        raw: Raw | None
        if kind[0] == "s" and value in shared:
            raw = shared[value]
            referred += len(raw[1])
        elif kind[0] == "n" and value and "&" not in value:
            raw = new(Raw, ("n", value, None, kind[2]))
        else:
            raw = _unusual(value, other, kind, maker)
            if raw is None:
                empty += 1
                continue
        if row != last:
            last, found = row, rows.setdefault(int(row), {})
        found[letters] = raw
    if len(filled) - empty != sum(map(len, rows.values())):
        raise _NotPlain  # two cells in one place
    if any(COLUMNS[letters] > MAX_VALUE_COLUMN for letters in set().union(*rows.values())):
        raise _NotPlain
    if max(map(len, map(itemgetter(3), filled)), default=0) > 2 * MAX_TEXT:
        raise _NotPlain
    maker.budget.spend("referred", referred)


def _unusual(value: str, other: str, kind: tuple[str, str, Look], maker: CellMaker) -> Raw | None:
    """Make a cell that is neither a string everybody shares nor a number; nothing when it is empty."""
    if other:
        return _other(other, kind[0], kind[1], maker)
    if kind[0] != "s":
        return maker.value(kind[0], resolved(value), "", None, kind[1])
    if not (value.isdigit() and value.isascii() and len(value) < 8 and int(value) < len(maker.strings)):
        raise _NotPlain
    return maker.value("s", value, None, None, "")


def _kind(written: str, maker: CellMaker) -> tuple[str, str, Look]:
    match = _LOOK.fullmatch(written)
    if match is None:
        raise _NotPlain
    style, kind = match[1] or "", match[2] or "n"
    return kind, style, maker.looks.get(style, Look.NUMBER)


def _other(content: str, kind: str, style: str, maker: CellMaker) -> Raw | None:
    """Make the cell that holds text of its own or a formula."""
    match = _OTHER.fullmatch(content)
    if match is None:
        raise _NotPlain
    inline, formula, result = match[1], match[2], match[3]
    written = _formula_text(formula) if formula else None
    if max(len(result or ""), len(inline or "")) > 2 * MAX_TEXT:
        raise _NotPlain
    return maker.value(kind, resolved(result or ""), resolved(inline or ""), written, style)


def _formula_text(element: str) -> str:
    match = _FORMULA_TEXT.match(element)
    text = resolved(match[1]) if match else ""
    if len(text) > 2 * MAX_TEXT:
        raise _NotPlain
    return text


def resolved(text: str) -> str:
    """Put the characters in place of the references; expat has vouched for every one."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMES[match[3]]
    return chr(int(match[1], 16) if match[1] else int(match[2]))
