"""One guarded expat pass over a part: no DOCTYPE, UTF-8 only, bounded depth, texts and counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from gcm_desktop.errors import UserError

MAX_DEPTH: Final = 64
MAX_TEXT: Final = 32_767
MAX_CELLS: Final = 300_000
MAX_STRINGS: Final = 100_000
MAX_STYLES: Final = 20_000
MAX_ELEMENTS: Final = 2_500_000
MAX_REFERRED: Final = 64 * 1024 * 1024  # characters that all references to shared strings add up to

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Data = Callable[[str], None]


@dataclass
class Budget:
    """What one file may still spend, counted over all its parts."""

    cells: int = MAX_CELLS
    strings: int = MAX_STRINGS
    styles: int = MAX_STYLES
    elements: int = MAX_ELEMENTS
    referred: int = MAX_REFERRED

    def spend(self, what: str, amount: int = 1) -> None:
        """Take from one of the counters; raises E416 when it is used up."""
        left = getattr(self, what) - amount
        setattr(self, what, left)
        if left < 0:
            raise UserError("E416", found=what)


def walk(
    data: bytes, part: str, start: Start, end: End, text: Data | None, names: tuple[str, ...] = ()
) -> None:
    """Parse one part with the handlers given; raises E404 for damaged and E415 for unwanted XML.

    The parser hands over ``names`` as the very objects given, so that comparing them costs next to nothing.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise UserError("E415", part=part)
    parser = expat.ParserCreate(None, None, {name: name for name in names})
    parser.buffer_text = True

    def refuse_doctype(*_: object) -> None:
        raise UserError("E415", part=part)

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "us-ascii", "ascii"):
            raise UserError("E415", part=part)

    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.XmlDeclHandler = declared
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UserError("E404", part=part, reason=str(error)) from None


def look_over(data: bytes, part: str, budget: Budget, inner: Start | None = None) -> None:
    """Walk through a part nobody reads, or whose elements alone matter (``inner``)."""
    depth = 0
    length = 0

    def start(name: str, attrs: dict[str, str]) -> None:
        nonlocal depth, length
        depth += 1
        length = 0
        if depth > MAX_DEPTH:
            raise UserError("E416", found="depth", part=part)
        budget.spend("elements")
        if inner:
            inner(local(name), attrs)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def text(chunk: str) -> None:
        nonlocal length
        length += len(chunk)
        if length > MAX_TEXT:
            raise UserError("E416", found="text", part=part)

    walk(data, part, start, end, text)


def local(name: str) -> str:
    """Give an element's or attribute's name without its prefix."""
    return name.rpartition(":")[2]
