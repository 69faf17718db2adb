"""Draws the goal, narrative and register sheets with openpyxl."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from gcm_desktop.domain.cells import indicator_cell, parse_cell
from gcm_desktop.domain.questions import SEX
from gcm_desktop.domain.values import BLANK, Value
from gcm_desktop.exchange import marks, showing
from gcm_desktop.exchange.canvas import Canvas
from gcm_desktop.exchange.grid import LETTERS
from gcm_desktop.exchange.layout import Entry, GoalSheet, RegisterSheet, Row, narrative_cells
from gcm_desktop.exchange.model import (
    ANSWER,
    CODE,
    HEAD,
    MARK,
    NOTE,
    PREVIOUS,
    SEXES,
    SOURCE,
    TEXT,
    SheetPlan,
)
from gcm_desktop.exchange.pen import FIRST, UNIT, Pen
from gcm_desktop.exchange.styles import FAINT, INK, PAPER, SHADE, SOFT, decimal_format, lines, protect

_WIDTHS: Final = {
    CODE: 15,
    TEXT: 56,
    UNIT: 13,
    ANSWER: 13,
    MARK: 17,
    NOTE: 30,
    SOURCE: 26,
    PREVIOUS: 12,
}
_NUMBERS: Final = (Entry.WHOLE, Entry.DECIMAL)


class GoalPage:
    """Draws the sheet of one goal."""

    def __init__(self, pen: Pen, canvas: Canvas, laid: GoalSheet) -> None:
        self.pen, self.canvas, self.laid = pen, canvas, laid
        self.put = canvas.put
        self.columns = self._columns()
        self.letters = {code: LETTERS[n] for n, code in enumerate(self.columns, start=1)}
        self.at = {row.code: FIRST + n for n, row in enumerate(laid.rows) if row.code}

    def _columns(self) -> dict[str, str]:
        say, book = self.pen.say, self.pen.book
        columns = {CODE: HEAD, TEXT: say("Indicator"), UNIT: say("Unit of measure"), ANSWER: say("Total")}
        if any(self._sexes(row) for row in self.laid.rows):
            names = {c.code: c.name.of(book.language) for c in book.catalogue.codelists[SEX].codes}
            columns |= {f"{SEX}={sex}": names[sex] for sex in SEXES}
        columns |= {MARK: say("Mark"), NOTE: say("Note")}
        if self.laid.sources:
            columns[SOURCE] = say("Document: title, number, date")
        return columns | {PREVIOUS: say("Previous period")}

    def _sexes(self, row: Row) -> tuple[str, ...]:
        if not row.code:
            return ()
        return row.sexes or tuple(s for s in SEXES if sex_cell(row.code, s) in self.pen.book.values)

    def draw(self) -> SheetPlan:
        """Write the whole sheet and give the codes it was issued with."""
        goal, say, sheet = self.laid.goal, self.pen.say, self.canvas.sheet
        title = f"{goal.number} · {goal.title.of(self.pen.book.language)}"
        hint = say(
            "Fill in the white cells. Leave a cell empty only if there is a reason, and choose it as a mark."
        )
        self.pen.head(self.canvas, title, hint, self.columns, _WIDTHS | {f"{SEX}={s}": 13.5 for s in SEXES})
        for row_number, row in enumerate(self.laid.rows, start=FIRST):
            self._row(row_number, row)
        protect(sheet)
        sheet.auto_filter.ref = f"A5:{LETTERS[len(self.columns)]}{FIRST + len(self.laid.rows) - 1}"
        rows = tuple(row.code for row in self.laid.rows if row.code)
        return SheetPlan("goal", self.canvas.title, tuple(self.columns), rows)

    def _row(self, n: int, row: Row) -> None:
        put = self.put
        fill = SHADE if row.heading and not row.depth else PAPER
        if row.code or fill == SHADE:
            put("A", n, row.code or None, size=7, color=FAINT, fill=fill, wrap=False)
        if row.choose:
            self.canvas.field("B", n, None, indent=row.depth * 2)
            self.pen.lists.country(self.canvas, "B", n)
        else:
            color = SOFT if row.heading and row.depth else INK
            put("B", n, row.text, fill=fill, color=color, indent=row.depth * 2, bold=row.depth == 0)
        if row.unit or fill == SHADE:
            put("C", n, row.unit or None, size=9, color=SOFT, fill=fill)
        self.canvas.heights[n] = max(16.5, min(400, 13.5 * self._lines(row) + 4))
        if row.entry is Entry.RESULT:
            self._result(n, row)
        elif row.code:
            self._answers(n, row)
        elif fill == SHADE:
            for code in list(self.columns)[3:]:
                put(self.letters[code], n, None, fill=fill)

    def _lines(self, row: Row) -> int:
        """Give how many lines the longest text of a row takes."""
        value = self.pen.book.values.get(row.code, BLANK)
        most = lines(row.text, _WIDTHS[TEXT] - 3 * row.depth)
        texts = {MARK: marks.written(value, self.pen.say), NOTE: value.note, SOURCE: value.source}
        return max(most, *(lines(text, _WIDTHS[code] - 2) for code, text in texts.items() if text), 1)

    def _answers(self, n: int, row: Row) -> None:
        values, letters = self.pen.book.values, self.letters
        value = values.get(row.code, BLANK)
        self._cell(letters[ANSWER], n, row, value, marked=True)
        for sex in self._sexes(row):
            beside = values.get(sex_cell(row.code, sex), BLANK)
            self._cell(letters[f"{SEX}={sex}"], n, row, beside, marked=False)
        self._words(letters[MARK], n, marks.written(value, self.pen.say))
        self.pen.lists.mark(self.canvas, letters[MARK], n)
        self._words(letters[NOTE], n, showing.tidy(value.note))
        if SOURCE in letters:
            self._words(letters[SOURCE], n, showing.tidy(value.source))
        self._previous(n, row)

    def _words(self, letter: str, n: int, text: str) -> None:
        self.canvas.field(letter, n, text or None, size=9, format="@", indent=1)

    def _cell(self, letter: str, n: int, row: Row, value: Value, *, marked: bool) -> None:
        content = showing.answer(self.pen.words, value, row.entry, row.choices, marked=marked)
        number = row.entry in _NUMBERS
        self.canvas.field(
            letter,
            n,
            content,
            bold=number and marked and row.depth < 2,
            align="right" if number else "left",
            wrap=not number,
            format=decimal_format(row.decimals) if number else "@",
        )
        self.pen.lists.answer(self.canvas, letter, n, row, marked=marked)

    def _previous(self, n: int, row: Row) -> None:
        value = self.pen.book.previous.get(row.code)
        if value is None:
            return
        number = row.entry in _NUMBERS
        self.put(
            self.letters[PREVIOUS],
            n,
            showing.answer(self.pen.words, value, row.entry, row.choices, marked=False),
            size=9,
            color=SOFT,
            fill=PAPER,
            align="right" if number else "left",
            format=decimal_format(row.decimals) if number else "@",
        )

    def _result(self, n: int, row: Row) -> None:
        over, under = self._sum(row.numerator), self._sum(row.denominator)
        formula = None
        if over and under:
            formula = f'=IF({under}=0,"",ROUND({over}/{under}*{row.scale},{row.decimals}))'
        look: dict[str, Any] = {"align": "right", "format": decimal_format(row.decimals)}
        self.put(self.letters[ANSWER], n, formula, color=SOFT, fill=SHADE, formula=True, **look)

    def _sum(self, codes: Iterable[str]) -> str:
        """Give the formula for a part of a ratio, nothing when a term stands on another sheet."""
        refs = [f"N({self.letters[ANSWER]}{self.at[code]})" for code in codes if code in self.at]
        return f"({'+'.join(refs)})" if refs and len(refs) == len(tuple(codes)) else ""


def sex_cell(row: str, sex: str) -> str:
    """Give the cell that a row's code and a column of SEX name together."""
    code = parse_cell(row)
    return indicator_cell(code.indicator, (*code.breakdown, (SEX, sex)), code.part)


def draw_narratives(pen: Pen, canvas: Canvas, goals: Iterable[Any]) -> SheetPlan:
    """Write the sheet with the five sections of each goal."""
    say, put, language = pen.say, canvas.put, pen.book.language
    columns = {CODE: HEAD, TEXT: say("Section"), ANSWER: say("Text")}
    hint = say("A few sentences for each section are enough.")
    pen.head(canvas, say("Narrative"), hint, columns, {CODE: 13, TEXT: 34, ANSWER: 110})
    n, rows = FIRST, []
    for goal in goals:
        put("A", n, HEAD, size=6, color=FAINT, fill=SHADE, wrap=False)
        put("B", n, f"{goal.number} · {goal.short.of(language)}", bold=True, fill=SHADE)
        put("C", n, goal.title.of(language), color=SOFT, fill=SHADE)
        canvas.heights[n] = 20
        for cell in narrative_cells(goal):
            n += 1
            section = pen.book.catalogue.narratives[parse_cell(cell).section].of(language)
            value = pen.book.values.get(cell, BLANK)
            content = showing.answer(pen.words, value, Entry.TEXT, (), marked=False)
            put("A", n, cell, size=7, color=FAINT, fill=PAPER, vertical="top", wrap=False)
            put("B", n, section, fill=PAPER, indent=1, vertical="top")
            canvas.field("C", n, content, format="@", vertical="top")
            canvas.heights[n] = max(30, min(400, 13.5 * lines(str(content or ""), 110) + 4))
            rows.append(cell)
        n += 1
    protect(canvas.sheet)
    return SheetPlan("narrative", canvas.title, tuple(columns), tuple(rows))


def draw_register(pen: Pen, canvas: Canvas, register: RegisterSheet) -> SheetPlan:
    """Write the sheet of a register: rows in use, then empty ones with ready ids."""
    say, language, sheet = pen.say, pen.book.language, canvas.sheet
    columns = {CODE: HEAD} | {f.code: f.name.of(language) for f in register.fields}
    widths = {CODE: 18.0} | {
        f.code: {"text": 30, "country": 24, "code": 22}.get(f.kind, 14) for f in register.fields
    }
    hint = say("One row for each. The rows at the end are ready to be filled in; keep the grey row codes.")
    pen.head(canvas, register.title, hint, columns, widths)
    ids = (*register.ids, *register.ready)
    for n, row in enumerate(ids, start=FIRST):
        _register_row(pen, canvas, register, n, row, widths)
    protect(sheet, rows_free=True)
    sheet.page_setup.fitToWidth = 3  # many columns: three pages side by side, the first two repeated
    sheet.print_title_cols = "A:B"
    sheet.auto_filter.ref = f"A5:{LETTERS[len(columns)]}{FIRST + len(ids) - 1}"
    rows = tuple(f"R.{register.code}.{row}" for row in ids)
    return SheetPlan("register", canvas.title, tuple(columns), rows)


def _register_row(
    pen: Pen, canvas: Canvas, register: RegisterSheet, n: int, row: str, widths: dict[str, float]
) -> None:
    code = f"R.{register.code}.{row}"
    ready = row in register.ready
    canvas.put("A", n, code, size=7, color=FAINT, fill=PAPER, wrap=False, locked=False, late=ready)
    height = 1
    for at, field in enumerate(register.fields, start=2):
        letter = LETTERS[at]
        value = pen.book.registers.get(f"{code}.{field.code}", BLANK)
        content = showing.field_text(pen.book.catalogue, field, value, pen.book.language)
        canvas.field(letter, n, content or None, size=9, format="@", vertical="top")
        height = max(height, lines(content, widths[field.code]))
        pen.lists.field(canvas, letter, n, field)
    canvas.heights[n] = max(16.5, min(300, 12.5 * height + 4))
