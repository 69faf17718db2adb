"""The hidden sheet: what the file is, where it comes from and what was in it when it was issued."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from gcm_desktop.domain.merge import current_cells
from gcm_desktop.domain.naming import Naming
from gcm_desktop.domain.records import Act, Revision, canonical_json, digest
from gcm_desktop.domain.units import ReportingUnit, ReturnKey, registers_of, return_of
from gcm_desktop.domain.values import Value
from gcm_desktop.errors import UserError
from gcm_desktop.exchange.grid import Sheet
from gcm_desktop.exchange.lineage import Way, ways_of
from gcm_desktop.exchange.model import CODE, FORMAT, READY_ENTRIES, ReturnBook, SheetPlan

SHEET: Final = "_gcm"
SIGNATURE: Final = "gcm-return"  # begins cell A1, whatever the sheet is called
PIECE: Final = 32_000
MAX_UNPACKED: Final = 24 * 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """What the hidden sheet says."""

    issue: str
    language: str
    unit: ReportingUnit
    period: str
    status: str
    catalogue: str
    catalogue_number: str
    revisions: tuple[Revision, ...]
    links: Mapping[str, frozenset[str]]
    acts: tuple[Act, ...]
    heads: Mapping[str, tuple[str, ...]]
    sheets: tuple[SheetPlan, ...]
    lineage: tuple[Way, ...] = ()

    @property
    def key(self) -> ReturnKey:
        """Give the return of the period."""
        return return_of(self.unit, self.period)

    @property
    def registers_key(self) -> ReturnKey:
        """Give the return that holds the unit's registers."""
        return registers_of(self.unit)

    def base(self, key: ReturnKey, named: Naming | None = None) -> dict[str, Value]:
        """Derive what stood in the cells when the workbook was issued; ``named`` as in ``domain.merge``."""
        only = [revision for revision in self.revisions if revision.key == key]
        if len(only) == 1:
            return dict(only[0].sets)
        own = {revision.id: revision for revision in only}
        derived = current_cells(own, self.known_links(), named)
        return {cell: now.value for cell, now in derived.items()}

    def known_links(self) -> dict[str, frozenset[str]]:
        """Give the stated links and those of the carried revisions themselves."""
        return {**self.links, **{r.id: frozenset(r.parents) for r in self.revisions}}


def content_of(book: ReturnBook) -> dict[str, Any]:
    """Give the JSON form of all that the issue id is computed over."""
    return {
        "format": str(FORMAT),
        "form": book.key.form,
        "office": book.unit.office,
        "area": book.unit.area,
        "period": book.period,
        "status": book.status,
        "language": book.language,
        "catalogue": book.catalogue.digest,
        "catalogue_number": book.catalogue.number,
        "check_code": book.check_code,
        "sender": book.sender,
        "revisions": sorted((r.record() for r in book.revisions), key=digest),
        "links": {id_: sorted(parents) for id_, parents in book.links.items()},
        "acts": sorted((act.record() for act in book.acts), key=digest),
        "heads": {id_: sorted(heads) for id_, heads in book.heads.items()},
        **({"lineage": [list(way) for way in book.lineage]} if book.lineage else {}),
    }


def issue_id(book: ReturnBook) -> str:
    """Give the name of this very issue of a workbook."""
    return digest(content_of(book))


def ready_ids(issue: str, registers: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Give the ids of the empty rows of each register, derived from the issue."""
    return {
        register: tuple(
            hashlib.sha256(f"{issue}|{register}|{n}".encode()).hexdigest()[:10]
            for n in range(1, READY_ENTRIES + 1)
        )
        for register in registers
    }


def packed(book: ReturnBook, plans: tuple[SheetPlan, ...]) -> tuple[tuple[str, str, str], ...]:
    """Give the rows of the hidden sheet: number, digest, text of at most 32,000 characters."""
    sheets = [[p.kind, p.name, list(p.columns), list(p.rows)] for p in plans]
    payload = canonical_json(content_of(book)) + b"\n" + canonical_json(sheets)
    text = base64.b64encode(zlib.compress(payload, 9)).decode("ascii")
    pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
    return tuple(
        (f"{n}/{len(pieces)}", hashlib.sha256(piece.encode()).hexdigest(), piece)
        for n, piece in enumerate(pieces, start=1)
    )


def find(sheets: tuple[Sheet, ...]) -> Sheet:
    """Find the one hidden sheet; raises E420 or E437 without it and E426 when there are several."""
    found = [sheet for sheet in sheets if _text(sheet, 1, "A").startswith(SIGNATURE)]
    if not found:
        coded = any(_text(sheet, row, "A") == CODE for sheet in sheets for row in sheet.rows)
        raise UserError("E437" if coded else "E420")
    if len(found) > 1:
        raise UserError("E426", sheet=found[0].name, other=found[1].name)
    return found[0]


def _text(sheet: Sheet, row: int, column: str) -> str:
    raw = sheet.rows.get(row, {}).get(column)
    return raw.text.strip() if raw is not None and raw.type in "sn" else ""


def unpacked(sheet: Sheet) -> Manifest:
    """Read the hidden sheet; raises E421 when it was changed and E431 when it is of a later program."""
    version = _text(sheet, 1, "A").removeprefix(SIGNATURE).strip()
    if version != str(FORMAT):
        raise UserError("E431", found=version[:20])
    try:
        content, _, sheets = _payload(sheet).partition(b"\n")
        return _manifest(hashlib.sha256(content).hexdigest(), json.loads(content), json.loads(sheets))
    except UserError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError, UnicodeError):
        raise UserError("E421") from None


def _payload(sheet: Sheet) -> bytes:
    pieces: dict[str, str] = {}
    for number in sheet.rows:
        label, stated, piece = (_text(sheet, number, column) for column in "ABC")
        if "/" in label:
            if label in pieces or hashlib.sha256(piece.encode()).hexdigest() != stated:
                raise UserError("E421")
            pieces[label] = piece
    count = len(pieces)
    text = "".join(pieces[f"{n}/{count}"] for n in range(1, count + 1))
    try:
        inflate = zlib.decompressobj()
        data = inflate.decompress(base64.b64decode(text, validate=True), MAX_UNPACKED)
    except (zlib.error, binascii.Error):
        raise UserError("E421") from None
    if inflate.unconsumed_tail or not inflate.eof:
        raise UserError("E421")
    return data


def _manifest(issue: str, content: dict[str, Any], sheets: list[Any]) -> Manifest:
    unit = ReportingUnit(str(content["office"]), str(content["area"]))
    return Manifest(
        issue,
        str(content["language"]),
        unit,
        str(content["period"]),
        str(content["status"]),
        str(content["catalogue"]),
        str(content["catalogue_number"]),
        tuple(Revision.of(record).with_briefs() for record in content["revisions"]),
        {str(id_): frozenset(map(str, parents)) for id_, parents in content["links"].items()},
        tuple(Act.of(record) for record in content["acts"]),
        {str(id_): tuple(map(str, heads)) for id_, heads in content["heads"].items()},
        tuple(
            SheetPlan(str(kind), str(name), tuple(map(str, columns)), tuple(map(str, rows)))
            for kind, name, columns, rows in sheets
        ),
        ways_of(content.get("lineage", ())),
    )
