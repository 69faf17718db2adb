"""Reads a catalogue workbook back through the gate; everything wrong is named at once, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NamedTuple

from gcm_desktop.catalogue.loading import sealed
from gcm_desktop.catalogue.reading import catalogue_of
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.values import nfc
from gcm_desktop.errors import Issue, Severity, UserError, Where
from gcm_desktop.exchange.catalogue_rows import Row, record_of
from gcm_desktop.exchange.catalogue_tables import CROSSWALK, TABLES, VERSION, Column, Kind, Table
from gcm_desktop.exchange.gate import enter
from gcm_desktop.exchange.grid import Raw, Sheet
from gcm_desktop.exchange.parts import Look
from gcm_desktop.exchange.reading import read_sheets
from gcm_desktop.i18n import LANGUAGES, words

NOT_A_NUMBER: Final = "C110"
NOT_A_CHOICE: Final = "C111"
EMPTY: Final = "C112"
FORMULA: Final = "C113"
BAD_CODE: Final = "C114"
DOUBLE: Final = "C115"
NO_PARENT: Final = "C116"
NO_COLUMN: Final = "C117"
NO_SHEET: Final = "C118"
NOT_TEXT: Final = "C119"
STRANGE: Final = "C130"
_HEAD_ROWS: Final = 12
_SEPARATORS = re.compile(r"[,;\n]")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_TOKEN = re.compile(r"[\w.=|-]+")
#: Between what the numbers of some columns lie.
_RANGES: Final = {
    "decimals": (0, 6),
    "scale": (1, 10**6),
    "tier": (1, 3),
    "goal": (1, 23),
    "block": (1, 9),
    "multiplier": (-9, 12),
}
#: What the codes of some columns look like.
_SHAPES: Final[Mapping[tuple[str, str], tuple[re.Pattern[str], str]]] = {
    ("version", "number"): (re.compile(r"\d{1,4}(\.\d{1,4}){1,2}", re.ASCII), "1.1"),
    ("indicators", "code"): (re.compile(r"G(0[1-9]|1\d|2[0-3])\.\d\d", re.ASCII), "G05.02"),
    ("codelists", "code"): (re.compile(r"[A-Z][A-Z0-9_]*", re.ASCII), "AGE"),
    ("codes", "code"): (re.compile(r"[A-Za-z0-9_]+", re.ASCII), "Y18T29"),
    ("areas", "code"): (re.compile(r"TM(-[A-Z]{1,2}(-\d\d)?)?", re.ASCII), "TM-M"),
    ("areas", "valid_from"): (re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII), "2026-07-01"),
    ("areas", "valid_to"): (re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII), "2026-06-30"),
    ("offices", "code"): (re.compile(r"[A-Z][A-Z0-9]{1,7}", re.ASCII), "MIA"),
    ("registers", "code"): (re.compile(r"[A-Z]{2}", re.ASCII), "BA"),
    ("fields", "code"): (re.compile(r"[a-z_]+", re.ASCII), "place"),
    ("countries", "code"): (re.compile(r"[A-Z]{3}", re.ASCII), "TKM"),
}


class Cell(NamedTuple):
    """Where something stands and what is written there."""

    sheet: str
    ref: str
    column: str
    text: str


@dataclass
class CatalogueBook:
    """What a workbook says: a record, the version it was made from, and where everything stands."""

    record: Row = field(default_factory=dict)
    base_number: str = ""
    base_digest: str = ""
    issues: list[Issue] = field(default_factory=list)
    places: dict[str, list[Cell]] = field(default_factory=dict)

    def sealed(self) -> Catalogue:
        """Give the version; raises KeyError, TypeError or ValueError when the record is not one."""
        return sealed(catalogue_of(self.record))

    def located(self, issue: Issue) -> Issue:
        """Give a finding about a code the sheet and cell it is about."""
        if issue.where.sheet:
            return issue
        cells = self.places.get(issue.where.ref) or self.places.get(issue.where.ref.rpartition("=")[0]) or []
        named = {str(issue.facts.get("code", "")), str(issue.facts.get("rule", ""))}
        meant = named - {issue.where.ref, ""}
        column = str(issue.facts.get("column", ""))
        best = [cell for cell in cells if meant & set(_TOKEN.findall(cell.text))]
        best = best or [cell for cell in cells if column and cell.column.startswith(column)]
        chosen = next(iter(best or cells), Cell("", issue.where.ref, "", ""))
        facts = {"place": issue.where.ref, **issue.facts}
        return Issue(issue.code, issue.severity, Where("", chosen.sheet, chosen.ref), facts)


def read_catalogue(data: bytes, name: str) -> CatalogueBook:
    """Read a workbook; E402–E419 from the gate, E440 when it is no catalogue; the rest are findings."""
    try:
        sheets, _ = read_sheets(enter(data, name))
    except UserError as error:
        raise UserError(error.code, **{"file": name, **error.facts}) from None
    reading = _Reading()
    if not reading.find(sheets):
        raise UserError("E440", file=name)
    return reading.book()


class _Reading:
    """A workbook on its way from cells to a record."""

    def __init__(self) -> None:
        self.result = CatalogueBook()
        self.sheets: dict[str, tuple[Sheet, int]] = {}
        self.seen: dict[str, dict[tuple[str, ...], str]] = {}

    def find(self, sheets: tuple[Sheet, ...]) -> bool:
        """Find the sheets by the mark in their head; says whether there was any."""
        codes = {f"#{table.code}": table for table in TABLES}
        for sheet in sheets:
            for number in sorted(number for number in sheet.rows if number <= _HEAD_ROWS):
                for letter, raw in sheet.rows[number].items():
                    table = codes.get(raw.text.strip()) if raw.type == "s" else None
                    if table is not None and table.code in self.sheets:
                        other = self.sheets[table.code][0].name
                        self._issue(DOUBLE, sheet.name, f"{letter}{number}", code=table.code, other=other)
                    elif table is not None:
                        self.sheets[table.code] = (sheet, number)
        return bool(self.sheets)

    def book(self) -> CatalogueBook:
        """Read every table and put the record together."""
        rows = {table.code: self._table(table) for table in TABLES}
        result = self.result
        head = rows[VERSION.code][0] if rows[VERSION.code] else {}
        result.base_number = head.get("base_number", "")
        result.base_digest = head.get("base_digest", "")
        if head and not any(issue.severity is Severity.ERROR for issue in result.issues):
            self._drop_old(rows)
            result.record = record_of(rows)
        return result

    def _drop_old(self, rows: dict[str, list[Row]]) -> None:
        """Take out the rows of codes that a new crosswalk line gives up."""
        gone = {code for line in rows["crosswalk"] if not line.get("since") for code in line.get("old", ())}
        rows["indicators"] = [row for row in rows["indicators"] if row["code"] not in gone]
        for table in ("parts", "rules", "official"):
            rows[table] = [row for row in rows[table] if row["indicator"] not in gone]
        rows["codes"] = [row for row in rows["codes"] if f"{row['list']}={row['code']}" not in gone]
        rows["fields"] = [row for row in rows["fields"] if f"{row['register']}.{row['code']}" not in gone]

    def _issue(
        self, code: str, sheet: str, ref: str, severity: Severity = Severity.ERROR, /, **facts: Any
    ) -> None:
        self.result.issues.append(Issue(code, severity, Where("", sheet, ref), facts))

    # --- tables and rows

    def _table(self, table: Table) -> list[Row]:
        if table.code not in self.sheets:
            self._issue(NO_SHEET, "", "", code=table.title)
            return []
        sheet, top = self.sheets[table.code]
        letters = self._letters(table, sheet, top)
        rows = []
        for number in sorted(number for number in sheet.rows if number > top + 2):
            cells = {key: sheet.rows[number].get(letter) for key, letter in letters.items()}
            if any(raw is not None and raw.text.strip() for raw in cells.values()):
                rows.append(self._row(table, sheet.name, number, letters, cells))
        if table is VERSION and len(rows) != 1:
            self._issue(EMPTY, sheet.name, f"A{top + 3}", code="number")
        return rows

    def _letters(self, table: Table, sheet: Sheet, top: int) -> dict[str, str]:
        found: dict[str, str] = {}
        known = {column.key for column in table.columns}
        for letter, raw in sheet.rows.get(top + 1, {}).items():
            key = raw.text.strip()
            if key in found:
                self._issue(DOUBLE, sheet.name, f"{letter}{top + 1}", code=key, other=found[key])
            elif key in known:
                found[key] = letter
            elif key:
                self._issue(STRANGE, sheet.name, f"{letter}{top + 1}", Severity.WARNING, found=key)
        for column in table.columns:
            if column.key not in found:
                self._issue(NO_COLUMN, sheet.name, str(top + 1), code=column.key)
        return found

    def _row(
        self,
        table: Table,
        sheet: str,
        number: int,
        letters: Mapping[str, str],
        cells: Mapping[str, Raw | None],
    ) -> Row:
        row: Row = {}
        for column in table.columns:
            if column.key not in letters:
                continue
            ref = f"{letters[column.key]}{number}"
            thing = self._thing(column, cells.get(column.key), sheet, ref)
            if thing is not None:
                row[column.key] = thing
            elif column.required and cells.get(column.key) is None:
                self._issue(EMPTY, sheet, ref, code=column.key)
        self._whole_names(table, sheet, number, letters, row)
        self._codes(table, sheet, number, letters, row)
        self._remember(table, sheet, number, letters, row, cells)
        return row

    def _whole_names(
        self, table: Table, sheet: str, number: int, letters: Mapping[str, str], row: Row
    ) -> None:
        """A name that may be missing is still there in three languages or in none."""
        optional = [c for c in table.columns if "." in c.key and c.language and not c.required]
        if any(column.key in row for column in optional):
            for column in optional:
                if column.key not in row and column.key in letters:
                    self._issue(EMPTY, sheet, f"{letters[column.key]}{number}", code=column.key)

    def _codes(self, table: Table, sheet: str, number: int, letters: Mapping[str, str], row: Row) -> None:
        for (owner, key), (shape, example) in _SHAPES.items():
            if owner == table.code and key in row and not shape.fullmatch(row[key]):
                ref = f"{letters[key]}{number}"
                self._issue(BAD_CODE, sheet, ref, code=row[key], example=example)
        self._parent(table, sheet, number, letters, row)
        if not table.unique or any(key not in row for key in table.unique):
            return
        name = tuple(str(row[key]) for key in table.unique)
        seen = self.seen.setdefault(table.code, {})
        ref = f"{letters[table.unique[-1]]}{number}"
        if name in seen:
            self._issue(DOUBLE, sheet, ref, code="=".join(name), other=seen[name])
        seen.setdefault(name, ref)

    def _parent(self, table: Table, sheet: str, number: int, letters: Mapping[str, str], row: Row) -> None:
        own, parent = table.parent
        if own in row and (row[own],) not in self.seen.get(parent, {}):
            other = self.sheets[parent][0].name if parent in self.sheets else parent
            self._issue(NO_PARENT, sheet, f"{letters[own]}{number}", code=row[own], other=other)

    def _remember(
        self,
        table: Table,
        sheet: str,
        number: int,
        letters: Mapping[str, str],
        row: Row,
        cells: Mapping[str, Raw | None],
    ) -> None:
        codes = ", ".join((*row.get("old", ()), *row.get("new", ()))) if table is CROSSWALK else ""
        facts = {"codes": codes, **{key: thing for key, thing in row.items() if "." not in key}}
        found = [
            Cell(sheet, f"{letter}{number}", key, raw.text)
            for key, letter in letters.items()
            if (raw := cells.get(key)) is not None
        ]
        for owner in table.owners:
            try:
                self.result.places.setdefault(owner.format_map(facts), []).extend(found)
            except KeyError:  # the code itself is missing, which is a finding of its own
                continue

    # --- cells

    def _thing(self, column: Column, raw: Raw | None, sheet: str, ref: str) -> Any:
        """Give what a cell holds, or nothing when it is empty or wrong."""
        if raw is None:
            return None
        if raw.formula is not None or raw.type == "e":
            self._issue(FORMULA, sheet, ref, found=raw.text or raw.formula)
            return None
        text = _clean(raw.text)
        if not text:
            if column.required:
                self._issue(EMPTY, sheet, ref, code=column.key)
            return None
        if column.kind is Kind.NUMBER:
            return self._whole(text, sheet, ref, *_RANGES.get(column.key, (-(10**9), 10**9)))
        if column.kind is Kind.YES:
            return self._yes(text, raw, sheet, ref)
        if raw.type != "s" and not _is_plain(raw):
            self._issue(NOT_TEXT, sheet, ref, found=text)
            return None
        return self._worded(column, text, sheet, ref)

    def _worded(self, column: Column, text: str, sheet: str, ref: str) -> Any:
        parts = [part.strip() for part in _SEPARATORS.split(text) if part.strip()]
        if column.kind is Kind.CODES:
            return parts
        if column.kind is Kind.NUMBERS:
            numbers = [self._whole(part, sheet, ref) for part in parts]
            return None if None in numbers else numbers
        if column.choices and text not in column.choices:
            self._issue(NOT_A_CHOICE, sheet, ref, found=text, expected=", ".join(column.choices))
            return None
        return text

    def _whole(self, text: str, sheet: str, ref: str, least: int = -(10**9), most: int = 10**9) -> int | None:
        try:
            number = Decimal(text)
            if number.is_finite() and least <= number <= most and number == number.to_integral_value():
                return int(number)
        except InvalidOperation:
            number = Decimal(0)
        self._issue(NOT_A_NUMBER, sheet, ref, found=text)
        return None

    def _yes(self, text: str, raw: Raw, sheet: str, ref: str) -> bool | None:
        said = text.casefold()
        if said in ("1", "true", "+", "x", *_each("yes")):
            return True
        if said in ("0", "false", "-", *_each("no")):
            return False
        expected = f"{words('en').say('yes')}, {words('en').say('no')}"
        self._issue(NOT_A_CHOICE, sheet, ref, found=raw.text, expected=expected)
        return None


def _is_plain(raw: Raw) -> bool:
    """Say whether a number can only have been meant as the digits it shows."""
    return raw.type == "n" and raw.look is Look.NUMBER and raw.text.isascii() and raw.text.isdigit()


def _clean(text: str) -> str:
    return nfc(_UNSEEN.sub("", text)).strip()


def _each(text: str) -> tuple[str, ...]:
    return tuple(words(language).say(text).casefold() for language in LANGUAGES)
