"""Small returns as workbook and as OpenDocument, and ways to damage them: bytes, zip, XML, contents."""

from __future__ import annotations

import dataclasses
import io
import random
import re
import struct
import zipfile
from collections import Counter
from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.units import ReportingUnit
from gcm_desktop.errors import UserError
from gcm_desktop.exchange.gate import enter
from gcm_desktop.exchange.grid import LETTERS, Sheet
from gcm_desktop.exchange.model import ReadReturn
from gcm_desktop.exchange.reading import read_sheets
from gcm_desktop.exchange.writing import workbook_bytes
from tests.exchange.books import REGISTER, book_of, every_kind

GOAL = 5
KEPT = ("G05.01", "G05.02", "G05.04")
ODD = (
    b"", b"-1", b"1e999", b"\xff", b"<a>", b"A1048576", b"XFD7", b"99999999999", b"&#0;", b"&x;",
    b"x" * 40_000, "ň".encode(), b"G05.01", b"#CODE", b"s", b"inlineStr", b"NaN", b"1.5", b"412 adam",
)  # fmt: skip
CELLS = (
    b"<v>7</v>", b't="s"><v>99999</v>', b't="str"><v>1 234</v>', b't="b"><v>2</v>',
    b't="e"><v>#N/A</v>', b't="inlineStr"><is><t>412 adam</t></is>', b"<f>1+</f><v>x</v>",
    b"<f>SUM(A1:A2)</f>", b't="d"><v>2026</v>',
)  # fmt: skip
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def small(catalogue: Catalogue) -> Catalogue:
    """Give a catalogue of one goal and register, so that a workbook of it is read in a few milliseconds."""
    return dataclasses.replace(
        catalogue,
        digest="5" * 64,
        goals=tuple(goal for goal in catalogue.goals if goal.number == GOAL),
        countries={code: catalogue.countries[code] for code in ("TUR", "UZB", "AFG")},
        indicators={code: catalogue.indicators[code] for code in KEPT},
        registers={"BA": catalogue.registers["BA"]},
    )


def small_return(catalogue: Catalogue, unit: ReportingUnit) -> bytes:
    """Write a return of one goal with every kind of answer."""
    wanted = (f"G{GOAL:02d}", f"N{GOAL:02d}")
    values = {cell: value for cell, value in every_kind(catalogue, unit).items() if cell.startswith(wanted)}
    return workbook_bytes(book_of(catalogue, unit, values, REGISTER))


def as_document(data: bytes) -> bytes:
    """Write the cells of a workbook as an OpenDocument spreadsheet, the way office programs do."""
    sheets, _ = read_sheets(enter(data))
    tables = "".join(map(_table, sheets))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return packed(
        [("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.encode())]
    )


def _table(sheet: Sheet) -> str:
    rows, last = [], 0
    for number in sorted(sheet.rows):
        if number > last + 1:
            gap = number - last - 1
            rows.append(
                f'<table:table-row table:number-rows-repeated="{gap}"><table:table-cell/></table:table-row>'
            )
        cells, at = [], 0
        for letters, raw in sorted(sheet.rows[number].items(), key=lambda item: LETTERS.index(item[0])):
            column = LETTERS.index(letters)
            if column > at + 1:
                cells.append(f'<table:table-cell table:number-columns-repeated="{column - at - 1}"/>')
            cells.append(_cell(raw.type, raw.text, raw.formula))
            at = column
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
        last = number
    return f"<table:table table:name={quoteattr(sheet.name)}>{''.join(rows)}</table:table>"


def _cell(kind: str, text: str, formula: str | None) -> str:
    about = "" if formula is None else f" table:formula={quoteattr('of:=' + formula)}"
    if kind == "n" and text:
        return f'<table:table-cell office:value-type="float" office:value="{text}"{about}/>'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="string"{about}>{lines}</table:table-cell>'


def packed(parts: list[tuple[str, bytes]], kind: int = zipfile.ZIP_STORED) -> bytes:
    """Pack parts into a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as target:
        for name, content in parts:
            target.writestr(zipfile.ZipInfo(name), content, kind)
    return out.getvalue()


@dataclasses.dataclass
class Mutants:
    """Makes one damaged file for each number."""

    data: bytes

    def __post_init__(self) -> None:
        with zipfile.ZipFile(io.BytesIO(self.data)) as source:
            self.parts = [(info.filename, source.read(info)) for info in source.infolist()]
        self.texts = [
            n for n, (name, _) in enumerate(self.parts) if name.endswith((".xml", ".rels", "mimetype"))
        ]
        self.sheets = [
            n for n, (name, _) in enumerate(self.parts) if "worksheets/" in name or name == "content.xml"
        ]

    def make(self, seed: int) -> tuple[str, bytes]:
        """Give the kind of damage and the damaged file."""
        chance = random.Random(seed)
        kinds: tuple[tuple[str, Callable[[random.Random], bytes]], ...] = (
            ("bytes", self._bytes), ("zip", self._zip), ("markup", self._markup),
            ("markup", self._markup), ("elements", self._elements), ("contents", self._contents),
        )  # fmt: skip
        kind, damage = kinds[seed % len(kinds)]
        return kind, damage(chance)

    def _bytes(self, chance: random.Random) -> bytes:
        changed = bytearray(self.data)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(changed))
            what = chance.random()
            if what < 0.6:
                changed[at] = chance.randrange(256)
            elif what < 0.75:
                del changed[at : at + chance.randint(1, 64)]
            elif what < 0.9:
                changed[at:at] = changed[max(0, at - chance.randint(1, 64)) : at]
            else:
                del changed[chance.randrange(len(changed) // 2, len(changed)) :]
        return bytes(changed)

    def _zip(self, chance: random.Random) -> bytes:
        parts = list(self.parts)
        at, other = chance.randrange(len(parts)), chance.randrange(len(parts))
        what = chance.randrange(7)
        if what == 0:
            del parts[at]
        elif what == 1:
            parts[at] = (parts[at][0], parts[other][1])
        elif what == 2:
            parts[at] = (chance.choice(("../x", "/x", "x" * 300, "XL/Workbook.xml", "ň.xml")), parts[at][1])
        elif what == 3:
            parts.append((f"xl/extra{at}.xml", parts[other][1]))
        elif what == 4:
            chance.shuffle(parts)
        data = packed(parts, zipfile.ZIP_DEFLATED)
        if what == 5:  # a lying field in the directory
            place = data.rfind(b"PK\x01\x02") + chance.randrange(4, 46)
            return data[:place] + struct.pack("<H", chance.randrange(65_536)) + data[place + 2 :]
        return data[chance.randrange(4) :] if what == 6 else data

    def _changed(self, at: int, content: bytes) -> bytes:
        parts = list(self.parts)
        parts[at] = (parts[at][0], content)
        return packed(parts)

    def _markup(self, chance: random.Random) -> bytes:
        at = chance.choice(self.texts)
        content = self.parts[at][1]
        for _ in range(chance.randint(1, 4)):
            places = [m.span() for m in re.finditer(rb'"[^"<>]*"|>[^<>]+<|<[\w:]+', content)]
            if not places:
                break
            begin, end = chance.choice(places)
            content = content[: begin + 1] + chance.choice(ODD) + content[end - 1 :]
        return self._changed(at, content)

    def _elements(self, chance: random.Random) -> bytes:
        at = chance.choice(self.texts)
        content = self.parts[at][1]
        found = [m.span() for m in re.finditer(rb"<([\w:]+)[^<>]*?(?:/>|>[^<]*</\1>)", content)]
        if not found:
            return self._changed(at, b"")
        (begin, end), (to, _) = chance.choice(found), chance.choice(found)
        element = content[begin:end]
        what = chance.randrange(4)
        if what == 0:
            content = content[:begin] + content[end:]
        elif what == 1:
            content = content[:end] + element * chance.randint(1, 50) + content[end:]
        elif what == 2:
            content = content[:to] + element + content[to:]
        else:
            content = content[:begin] + b"<x>" * chance.randint(1, 100) + content[begin:]
        return self._changed(at, content)

    def _contents(self, chance: random.Random) -> bytes:
        """Change what stands in cells, as people and programs do."""
        at = chance.choice(self.sheets)
        content = self.parts[at][1]
        for _ in range(chance.randint(1, 6)):
            cells = [m.span(1) for m in re.finditer(rb"<c r=\"[A-Z]+\d+\"([^<>]*(?:/>|>.*?</c>))", content)]
            if not cells:
                texts = [m.span(1) for m in re.finditer(rb"(?:<text:p>|office:value=\")([^<\"]*)", content)]
                begin, end = chance.choice(texts)
                content = content[:begin] + chance.choice((b"7", b"412 adam", b"#REF!", b"")) + content[end:]
                continue
            begin, end = chance.choice(cells)
            new = chance.choice(CELLS)
            lead = b" " if new.startswith(b"t=") else b">"
            content = content[:begin] + lead + new + b"</c>" + content[end:]
        return self._changed(at, content)


def hold_out(data: bytes, reads: Callable[[bytes], ReadReturn], seeds: range) -> None:
    """Read every mutant; bytes damaged anywhere must never come out as other answers."""
    mutants, whole = Mutants(data), reads(data)
    verdicts: Counter[str] = Counter()
    for seed in seeds:
        kind, damaged = mutants.make(seed)
        try:
            read = reads(damaged)
        except UserError as refusal:
            verdicts["refused" if re.fullmatch(r"E4\d\d", refusal.code) else refusal.code] += 1
            continue
        verdicts["read"] += 1
        if kind == "bytes":
            assert (read.revisions, read.edited) == (whole.revisions, ()), seed
    assert set(verdicts) == {"read", "refused"}
    assert verdicts["read"] > len(seeds) // 20
    assert verdicts["refused"] > len(seeds) // 20
