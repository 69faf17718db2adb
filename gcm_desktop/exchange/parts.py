"""Reads the parts around the sheets: workbook, relations, shared strings, styles."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from gcm_desktop.errors import UserError
from gcm_desktop.exchange.gate import Package
from gcm_desktop.exchange.markup import MAX_DEPTH, MAX_TEXT, Budget, local, look_over, walk

_DATE_FORMATS: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_PERCENT_FORMATS: Final = frozenset((9, 10))
_NOT_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Look(IntEnum):
    """How a cell shows its number."""

    NUMBER = 0
    DATE = 1
    PERCENT = 2


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet of the workbook and the part that holds it."""

    name: str
    part: str
    state: str  # visible, hidden or veryHidden


@dataclass(frozen=True, slots=True)
class Contents:
    """What the workbook part says: its sheets in order, and which day counts as the first."""

    sheets: tuple[SheetPart, ...]
    since_1904: bool
    parts: frozenset[str]  # lower-case names of all parts read for this


def contents(package: Package, budget: Budget) -> Contents:
    """Follow the relations to the workbook and its worksheets; raises E404, E414 or E419."""
    _, main = _relations(package, "", budget).get("officeDocument", ("", ""))
    listed: list[tuple[str, str, str]] = []
    since_1904 = False

    def start(name: str, attrs: dict[str, str]) -> None:
        nonlocal since_1904
        plain = {local(key): value for key, value in attrs.items()}
        if name == "sheet":
            listed.append((plain.get("name", ""), plain.get("id", ""), plain.get("state", "visible")))
        elif name == "workbookPr":
            since_1904 = plain.get("date1904", "0") in ("1", "true")

    look_over(package.read(main), main, budget, start)
    if not listed:
        raise UserError("E419", sheet="")
    names = [name.casefold() for name, _, _ in listed]
    for name, _, _ in listed:
        if names.count(name.casefold()) > 1:
            raise UserError("E419", sheet=name)
    by_id = _relations(package, main, budget)
    sheets = []
    for name, id_, state in listed:
        kind, part = by_id.get(f"#{id_}", ("", ""))
        if kind == "worksheet":
            sheets.append(SheetPart(name, part, state))
        elif not part or not package.has(part):
            raise UserError("E404", part=name)
    read = {main, "_rels/.rels", _relations_part(main), *(sheet.part for sheet in sheets)}
    return Contents(tuple(sheets), since_1904, frozenset(part.lower() for part in read))


def _relations_part(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relations(package: Package, part: str, budget: Budget) -> dict[str, tuple[str, str]]:
    """Give kind and target by ``#id``, and also by the kind itself (the last of a kind)."""
    found: dict[str, tuple[str, str]] = {}
    folder = posixpath.dirname(part)

    def start(name: str, attrs: dict[str, str]) -> None:
        if name != "Relationship" or attrs.get("TargetMode") == "External":
            return
        kind = attrs.get("Type", "").rpartition("/")[2]
        target = attrs.get("Target", "").replace("\\", "/")
        target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if target.startswith(("..", "/")):
            raise UserError("E414", found="path")
        found[f"#{attrs.get('Id', '')}"] = found[kind] = (kind, target)

    source = _relations_part(part) if part else "_rels/.rels"
    look_over(package.read(source), source, budget, start)
    return found


def strings_part(package: Package, contents_: Contents) -> str:
    """Give the part the shared strings stand in, empty where there is none."""
    return _beside(package, contents_, "sharedstrings.xml")


def shared_strings(data: bytes, part: str, budget: Budget) -> list[str]:  # noqa: C901 - one state
    """Read the shared strings element by element."""
    strings: list[str] = []
    pieces: list[str] = []
    depth = length = phonetic = 0
    inside = False

    def start(name: str, _attrs: dict[str, str]) -> None:
        nonlocal depth, length, phonetic, inside
        depth += 1
        if depth > MAX_DEPTH:
            raise UserError("E416", found="depth", part=part)
        name = local(name)
        if name == "si":
            budget.spend("strings")
            pieces.clear()
            length = 0
        elif name == "rPh":
            phonetic += 1
        elif name == "t":
            inside = not phonetic
        else:
            budget.spend("elements")

    def end(name: str) -> None:
        nonlocal depth, phonetic, inside
        depth -= 1
        name = local(name)
        if name == "si":
            strings.append(unescaped("".join(pieces)))
        elif name == "rPh":
            phonetic -= 1
        elif name == "t":
            inside = False

    def text(chunk: str) -> None:
        nonlocal length
        length += len(chunk)
        if length > 2 * MAX_TEXT:
            raise UserError("E416", found="text", part=part)
        if inside:
            pieces.append(chunk)

    walk(data, part, start, end, text)
    return strings


def looks(package: Package, contents_: Contents, budget: Budget) -> tuple[list[Look], str]:
    """Give how each cell style shows numbers, and the part the styles stand in."""
    part = _beside(package, contents_, "styles.xml")
    if not part:
        return [], ""
    own: dict[str, Look] = {}
    styles: list[str] = []
    in_cells = False

    def start(name: str, attrs: dict[str, str]) -> None:
        nonlocal in_cells
        if name == "numFmt":
            own[attrs.get("numFmtId", "")] = look_of(attrs.get("formatCode", ""))
        elif name in ("cellXfs", "cellStyleXfs"):
            in_cells = name == "cellXfs"
        elif name in ("cellStyles", "dxfs"):
            in_cells = False
        elif name == "xf":
            budget.spend("styles")
            if in_cells:
                styles.append(attrs.get("numFmtId", "0"))

    look_over(package.read(part), part, budget, start)
    return [own[id_] if id_ in own else _built_in(id_) for id_ in styles], part


def _built_in(id_: str) -> Look:
    number = int(id_) if id_.isascii() and id_.isdigit() and len(id_) < 6 else 0
    if number in _DATE_FORMATS:
        return Look.DATE
    return Look.PERCENT if number in _PERCENT_FORMATS else Look.NUMBER


def look_of(code: str) -> Look:
    """Tell a date or percent format from the rest by its own letters, not those it quotes."""
    letters = _NOT_LETTERS.sub("", code).lower()
    if letters.startswith("general"):
        return Look.NUMBER
    if any(letter in letters for letter in "dmyhs"):
        return Look.DATE
    return Look.PERCENT if "%" in letters else Look.NUMBER


def unescaped(text: str) -> str:
    """Undo the ``_x000D_`` writing of characters that XML cannot hold."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _beside(package: Package, contents_: Contents, name: str) -> str:
    folders = {posixpath.dirname(part) for part in contents_.parts}
    for folder in sorted(folders, key=len):
        candidate = posixpath.join(folder, name)
        if package.has(candidate):
            return candidate
    return ""
