"""Compares what stands in the cells with what the workbook was issued with; the difference is the edit."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from gcm_desktop.catalogue import carried, renaming
from gcm_desktop.domain.catalogue import Catalogue, Indicator, RegisterField, ValueType
from gcm_desktop.domain.cells import CellKind, indicator_cell, parse_cell
from gcm_desktop.domain.entries import read_date
from gcm_desktop.domain.numbers import SIGNIFICANT
from gcm_desktop.domain.questions import SEX
from gcm_desktop.domain.records import canonical_json
from gcm_desktop.domain.values import BLANK, Basis, Precision, State, Value
from gcm_desktop.errors import Issue, Severity, UserError, Where
from gcm_desktop.exchange import marks
from gcm_desktop.exchange.answers import Answer, Finding, plain, read_answer, read_words
from gcm_desktop.exchange.countries import country_code
from gcm_desktop.exchange.finding import Form, Line
from gcm_desktop.exchange.grid import Raw
from gcm_desktop.exchange.hidden import Manifest
from gcm_desktop.exchange.model import ANSWER, MARK, NOTE, READY, SEXES, SOURCE, TEXT
from gcm_desktop.exchange.parts import Look
from gcm_desktop.exchange.showing import BETWEEN, tidy

NUMBERS: Final = (ValueType.COUNT, ValueType.RATIO, ValueType.MONEY, ValueType.DURATION, ValueType.SCORE)
SEX_COLUMNS: Final = tuple(f"{SEX}={sex}" for sex in SEXES)
_EXTRAS: Final = frozenset((MARK, NOTE, SOURCE))
_SEXES: Final = frozenset(SEX_COLUMNS)
_NUMBER: Final = Look.NUMBER
_VALUE: Final = State.VALUE


class Interpreter:
    """Reads all answers of one workbook and keeps those that differ from its base."""

    def __init__(
        self,
        manifest: Manifest,
        catalogue: Catalogue,
        lines: Mapping[str, Line],
        found: tuple[Form, ...],
        *,
        since_1904: bool,
    ) -> None:
        self.manifest, self.catalogue, self.lines, self.found = manifest, catalogue, lines, found
        self.since_1904 = since_1904
        lines_since = catalogue.crosswalk  # the workbook shows older values under its own codes
        named = renaming(lines_since)
        self.base = carried(lines_since, manifest.base(manifest.key, named))
        self.register_base = carried(lines_since, manifest.base(manifest.registers_key, named))
        self.values: dict[str, Value] = {}  # cells of the return that differ
        self.entries: dict[str, Value] = {}  # cells of the registers that differ
        self.places: dict[str, tuple[str, str]] = {}
        self.issues: list[Issue] = []
        self.answers = 0
        self._taken: set[str] = set()
        self._base_sexes = {row_and_column(cell) for cell in self.base if f"{SEX}=" in cell}
        self._sexed = {row for row, _ in self._base_sexes}  # rows with an answer of women or men in the base
        self._numbers = {i.code for i in catalogue.indicators.values() if i.value_type in NUMBERS}
        self._whole: set[str] = {"0"}  # whole numbers as they are written, once they were looked at

    def read(self) -> None:
        """Read every line; rows whose country is chosen come last, so that fixed rows go first."""
        chosen, ready, indicators = [], f"={READY}", self.catalogue.indicators
        plainly, sexed, no_sex = self._take_plainly, self._sexed, _SEXES.isdisjoint
        for code, line in self.lines.items():
            if code[0] == "G" and len(code) > 3:
                if ready in code:
                    chosen.append(line)
                    continue
                indicator = indicators.get(parse_cell(code).indicator)
                if indicator is None:
                    raise UserError("E425", sheet=line.sheet, cell=code)
                cells = line[3]
                raw = cells.get(ANSWER)
                if raw is None or not plainly(line, ANSWER, code, indicator, raw):
                    self._take(line, ANSWER, code, indicator)
                if code in sexed or not no_sex(cells):
                    self._sexes(line, code, indicator)
            elif code[0] == "N":
                self._narrative(line)
        for line in chosen:
            self._chosen_line(line)
        for form in self.found:
            if any(line.code.startswith("R.") for line in form.lines):
                self._register(form)

    def _report(self, line: Line, column: str, cell: str, findings: list[Finding]) -> None:
        for finding in findings:
            where = Where("", line.sheet, line.ref(column), cell)
            self.issues.append(Issue(finding.code, finding.severity, where, finding.facts))

    def _sexes(self, line: Line, code: str, indicator: Indicator) -> None:
        for column in SEX_COLUMNS:
            raw = line.cells.get(column)
            if raw is not None or (code, column) in self._base_sexes:
                cell = sex_cell(code, column)
                if raw is None or not self._take_plainly(line, column, cell, indicator, raw):
                    self._take(line, column, cell, indicator)

    def _take(self, line: Line, column: str, cell: str, indicator: Indicator) -> None:
        """Read one answer, with its mark and note when it is the total's, and compare it with the base."""
        raw = line.cells.get(column)
        base = self.base.get(cell, BLANK)
        whole = column == ANSWER
        extras = whole and any(name in line.cells for name in (MARK, NOTE, SOURCE))
        if raw is None and not extras and base.is_blank:
            return
        answer = Answer()
        if raw is not None:
            part = parse_cell(cell).part
            answer = read_answer(
                indicator, part, raw, since_1904=self.since_1904, codelists=self.catalogue.codelists
            )
        if whole:
            self._marked(line, answer)
        self._compare(line, column, cell, answer, base, self.values)

    def _take_plainly(self, line: Line, column: str, cell: str, indicator: Indicator, raw: Raw) -> bool:
        """Read what nearly every cell holds, a whole number without marks; says no to everything else."""
        kind, text, formula, look = raw
        if (
            kind != "n"
            or formula is not None
            or look is not _NUMBER
            or not (text in self._whole or self._is_whole(text))
            or indicator.code not in self._numbers
        ):
            return False
        sheet, number, _, cells, letters = line
        if column == ANSWER and not _EXTRAS.isdisjoint(cells):
            return False
        base = self.base.get(cell)
        if base is None or base.is_blank:
            self.values[cell] = Value(State.VALUE, text)
        elif base.text != text or base.state is not _VALUE or not _is_unmarked(base):
            return False
        self._taken.add(cell)
        self.places[cell] = (sheet, f"{letters[column]}{number}")
        self.answers += 1
        return True

    def _is_whole(self, text: str) -> bool:
        """Say whether a text is a whole number as programs write it."""
        if not (text.isdigit() and text.isascii() and len(text) <= SIGNIFICANT) or text[0] == "0":
            return False
        self._whole.add(text)
        return True

    def _marked(self, line: Line, answer: Answer) -> None:
        """Join the mark, note and document of a line to its answer."""
        text = read_words(line.cells.get(MARK), answer, since_1904=self.since_1904)
        said = marks.read(text)
        value = answer.value
        empty = value.state is State.BLANK
        contradicts = said.state is not None and not empty and value.state is not said.state
        idle = empty and said.state is None and (said.precision or said.basis or said.quality)
        if text and (not said.clear or contradicts or idle):
            shown = BETWEEN.join(part for part in (value.text or marks.sign_of(value.state), text) if part)
            answer.unread(shown, "W412", mark=text)
        elif text:
            answer.value = replace(
                value,
                state=said.state if empty and said.state else value.state,
                precision=said.precision or value.precision,
                basis=said.basis,
                quality=said.quality,
            )
        note = read_words(line.cells.get(NOTE), answer, since_1904=self.since_1904)
        source = read_words(line.cells.get(SOURCE), answer, since_1904=self.since_1904)
        if note or source:
            answer.value = replace(answer.value, note=note, source=source)

    def _compare(
        self, line: Line, column: str, cell: str, answer: Answer, base: Value, into: dict[str, Value]
    ) -> None:
        """Keep a value that differs in what the sheet shows; what it does not show stays as it was."""
        value = answer.value
        self._taken.add(cell)
        if column in line.cells or not value.is_blank:
            self.places[cell] = (line.sheet, line.ref(column))
        self.answers += value.answers
        shown = {NOTE, SOURCE, MARK} & line.letters.keys() if column == ANSWER else set()
        was = _as_shown(base, shown)
        if value.same_as(was) or _lost_line_ends(value, was):
            answer.findings = [f for f in answer.findings if f.code not in ("W415", "W416")]
        else:
            into[cell] = _with_hidden(value, base, shown)
        self._report(line, column, cell, answer.findings)

    def _narrative(self, line: Line) -> None:
        raw, base = line.cells.get(ANSWER), self.base.get(line.code, BLANK)
        if raw is None and base.is_blank:
            return
        answer = Answer()
        text = read_words(raw, answer, since_1904=self.since_1904)
        if text and not answer.value.text:
            state = marks.state_of(text) if text in ("…L", "…O", "×") else None
            answer.value = Value(state) if state else Value(State.VALUE, text)
            if base.state is State.UNREAD and tidy(base.text) == text:
                answer.value = Value(State.UNREAD, text)
        self._compare(line, ANSWER, line.code, answer, base, self.values)

    def _chosen_line(self, line: Line) -> None:
        """Read a row of an open list whose country is chosen in it."""
        filled = ANSWER in line.cells or not _EXTRAS.isdisjoint(line.cells)
        if not filled and line.code not in self.base:
            return
        cell = parse_cell(line.code)
        indicator = self.catalogue.indicators[cell.indicator]
        if not filled:
            if not self.base[line.code].is_blank:
                self._take(line, ANSWER, line.code, indicator)
            return
        answer = Answer()
        text = read_words(line.cells.get(TEXT), answer, since_1904=self.since_1904)
        dim = cell.breakdown[0][0]
        codelist = self.catalogue.codelists[dim]
        code = country_code(self.catalogue, codelist, text) if text else ""
        target = indicator_cell(cell.indicator, ((dim, code),), cell.part) if code else line.code
        if code and not self._is_taken(target):
            self._take(line, ANSWER, target, indicator)
        elif text:
            self._take_unplaced(line, text, indicator, "W414" if code else "W413")
        elif not self._kept_unplaced(line):
            self._take_unplaced(line, "", indicator, "W413")

    def _is_taken(self, cell: str) -> bool:
        line = self.lines.get(cell)
        return cell in self.places or (
            line is not None and any(n in line.cells for n in (ANSWER, MARK, NOTE))
        )

    def _kept_unplaced(self, line: Line) -> bool:
        """Say whether the row shows what could not be placed before, untouched."""
        raw, base = line.cells.get(ANSWER), self.base.get(line.code, BLANK)
        if raw is not None and base.state is State.UNREAD and tidy(raw.text) == tidy(base.text):
            self._taken.add(line.code)
            return True
        return False

    def _take_unplaced(self, line: Line, text: str, indicator: Indicator, code: str) -> None:
        answer = Answer()
        raw = line.cells.get(ANSWER)
        if raw is not None:
            part = parse_cell(line.code).part
            answer = read_answer(
                indicator, part, raw, since_1904=self.since_1904, codelists=self.catalogue.codelists
            )
        self._marked(line, answer)
        value = answer.value
        number = f"{value.precision}{value.text}" if value.text else marks.sign_of(value.state)
        answer.unread(BETWEEN.join(part for part in (text, number) if part) or "?", code, country=text)
        answer.value = replace(answer.value, note=value.note, source=value.source)
        self._compare(line, ANSWER, line.code, answer, self.base.get(line.code, BLANK), self.values)

    def _register(self, form: Form) -> None:
        """Read the rows of a register; a copied row gets an id of its own, a row taken out says nothing."""
        register = next(line.code for line in form.lines if line.code.startswith("R.")).split(".")[1]
        fields = (
            {f.code: f for f in self.catalogue.registers[register].fields}
            if (register in self.catalogue.registers)
            else {}
        )
        seen: set[str] = set()
        for line in form.lines:
            if line.code.startswith(f"R.{register}."):
                twice = line.code in seen and any(name in line.cells for name in fields)
                row = self._own_id(line, fields) if twice else line.code.split(".", 2)[2]
                if twice:
                    self._report(
                        line,
                        next(iter(fields)),
                        "",
                        [Finding("W419", Severity.WARNING, {"found": line.code})],
                    )
                seen.add(line.code)
                self._register_row(line, register, row, fields)
        for line in form.stray:
            if any(name in line.cells for name in fields):
                finding = Finding("W420", Severity.INFO, {"found": str(line.number)})
                self._report(line, next(iter(fields)), "", [finding])
                self._register_row(line, register, self._own_id(line, fields), fields)

    def _own_id(self, line: Line, fields: Mapping[str, RegisterField]) -> str:
        content = {name: raw.text for name, raw in line.cells.items() if name in fields}
        return hashlib.sha256(canonical_json(content)).hexdigest()[:10]

    def _register_row(self, line: Line, register: str, row: str, fields: Mapping[str, RegisterField]) -> None:
        for name, field in fields.items():
            if name in line.letters:
                cell = f"R.{register}.{row}.{name}"
                base = self.register_base.get(cell, BLANK)
                raw = line.cells.get(name)
                if raw is None and base.is_blank:
                    continue
                try:
                    parse_cell(cell)
                except UserError:
                    self._report(line, name, "", [Finding("W418", Severity.WARNING, {"found": line.code})])
                    return
                answer = Answer()
                text = plain(raw, answer, since_1904=self.since_1904) if raw is not None else ""
                if text:
                    self._field(field, tidy(text), answer, base)
                self._compare(line, name, cell, answer, base, self.entries)

    def _field(self, field: RegisterField, text: str, answer: Answer, base: Value) -> None:
        """Read one cell of a register; codes and countries are told by what stands before the name."""
        if not text:
            return
        if base.state is State.VALUE and text == tidy(base.text):
            answer.value = Value(State.VALUE, base.text)
            return
        if base.state is State.UNREAD and text == tidy(base.text):
            answer.value = Value(State.UNREAD, base.text)
            return
        if text in ("…L", "…O", "×"):
            answer.value = Value(marks.state_of(text) or State.BLANK)
            return
        code = text
        if field.kind == "country":
            code = country_code(self.catalogue, None, text)
        elif field.kind == "code" and field.codelist in self.catalogue.codelists:
            codelist = self.catalogue.codelists[field.codelist]
            code = country_code(self.catalogue, codelist, text)
        elif field.kind == "date":
            code = read_date(text)
        if code:
            answer.value = Value(State.VALUE, code)
        else:
            number = {"country": "W413", "date": "W411"}.get(field.kind, "W410")
            answer.unread(text, number, expected=field.kind)

    def known(self, cell: str) -> bool:
        """Say whether the workbook has a place for a cell."""
        return cell in self._taken or parse_cell(cell).kind is not CellKind.INDICATOR


def sex_cell(row: str, column: str) -> str:
    """Give the cell that a row's code and a column of SEX name together."""
    cell = parse_cell(row)
    return indicator_cell(cell.indicator, (*cell.breakdown, (SEX, column.partition("=")[2])), cell.part)


def _is_unmarked(value: Value) -> bool:
    return not (value.precision or value.basis or value.quality or value.note or value.source)


def row_and_column(cell: str) -> tuple[str, str]:
    """Take a cell apart into the codes of its row and of its column of SEX, if it has one."""
    code = parse_cell(cell)
    rest = tuple(pair for pair in code.breakdown if pair[0] != SEX)
    column = next((f"{SEX}={value}" for dim, value in code.breakdown if dim == SEX), "")
    return indicator_cell(code.indicator, rest, code.part), column


def _lost_line_ends(value: Value, was: Value) -> bool:
    """Say whether only line ends are missing, as when one program reads the file another one saved."""
    texts = ((value.text, was.text), (value.note, was.note), (value.source, was.source))
    if not any("\n" in before for _, before in texts):
        return False
    return replace(value, text=was.text, note=was.note, source=was.source).same_as(was) and all(
        found in (before, before.replace("\n", "")) for found, before in texts
    )


def _as_shown(base: Value, shown: set[str]) -> Value:
    """Give what a reader sees of a value in the cells of a line."""
    text = tidy(base.text) if base.state in (State.VALUE, State.UNREAD) else ""
    state = State.BLANK if base.state in (State.VALUE, State.UNREAD) and not text else base.state
    marked = MARK in shown
    precise = marked or base.state is State.VALUE
    return Value(
        state,
        text,
        base.precision if precise and state is not State.BLANK else Precision.EXACT,
        base.basis if marked and state is not State.BLANK else Basis.PERIOD,
        base.quality if marked and state is not State.BLANK else "",
        tidy(base.note) if NOTE in shown else "",
        tidy(base.source) if SOURCE in shown else "",
    )


def _with_hidden(value: Value, base: Value, shown: set[str]) -> Value:
    """Give a value the parts its line does not show, unless the answer was emptied."""
    if value.state is State.BLANK and not value.note and not value.source:
        return BLANK
    marked = MARK in shown
    return replace(
        value,
        basis=value.basis if marked else base.basis,
        quality=value.quality if marked else base.quality,
        note=value.note if NOTE in shown else base.note,
        source=value.source if SOURCE in shown else base.source,
    )
