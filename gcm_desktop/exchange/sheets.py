"""Draws the goal, narrative and register sheets with openpyxl."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from gcm_desktop.domain.cells import indicator_cell, parse_cell
from gcm_desktop.domain.questions import SEX
from gcm_desktop.domain.values import BLANK, Value
from gcm_desktop.exchange import marks, showing
from gcm_desktop.exchange.grid import LETTERS
from gcm_desktop.exchange.layout import Entry, GoalSheet, RegisterSheet, Row, narrative_cells
from gcm_desktop.exchange.lists import Lists
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
    ReturnBook,
    SheetPlan,
)
from gcm_desktop.exchange.styles import (
    ACCENT,
    FAINT,
    FIELD,
    INK,
    PAPER,
    SHADE,
    SOFT,
    Looks,
    decimal_format,
    lines,
    page,
    protect,
)
from gcm_desktop.i18n import Words

UNIT: Final = "UNIT"
FIRST: Final = 6  # the first row of answers, below title, unit, hint, codes and headings
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


class Pen:
    """What every sheet of one workbook is drawn with."""

    def __init__(self, book: ReturnBook, words: Words, looks: Looks, lists: Lists) -> None:
        self.book, self.words, self.looks, self.lists = book, words, looks, lists
        self.say = words.say
        self.unit = unit_name(book)
        self.period = words.period(book.period)

    def head(
        self, sheet: Any, title: str, hint: str, columns: dict[str, str], widths: dict[str, float]
    ) -> None:
        """Write title, unit and hint, the small row of column codes and the headings."""
        put = self.looks.put
        put(sheet["B1"], title, size=15, bold=True, color=ACCENT, wrap=False)
        put(sheet["B2"], f"{self.unit} · {self.period}", color=SOFT, wrap=False)
        put(sheet["B3"], hint, size=9, color=SOFT, wrap=False, vertical="top")
        for n, (code, heading) in enumerate(columns.items(), start=1):
            letter = LETTERS[n]
            figures = code in (ANSWER, PREVIOUS) or code.startswith(SEX)
            align = "right" if figures and UNIT in columns else "left"
            put(sheet[f"{letter}4"], code, size=6, color=FAINT, align=align, wrap=False)
            style = {"size": 6, "color": FAINT} if code == CODE else {"bold": True}
            indent = 1 if code in (MARK, NOTE, SOURCE) else 0
            put(
                sheet[f"{letter}5"],
                heading,
                border="accent",
                align=align,
                vertical="bottom",
                indent=indent,
                **style,
            )
            sheet.column_dimensions[letter].width = widths.get(code, 12)
        sheet.row_dimensions[1].height = 26
        sheet.row_dimensions[4].height = 9
        sheet.row_dimensions[5].height = 34
        sheet.freeze_panes = f"C{FIRST}"
        sheet.sheet_properties.tabColor = ACCENT
        page(sheet, "5:5", f"{self.unit} · {self.period}")


def unit_name(book: ReturnBook) -> str:
    """Give the reporting unit's name: its area for the Service's departments, else the body's name too."""
    area = book.catalogue.areas[book.unit.area].name.of(book.language)
    if book.unit.office == "SMS":
        return area
    office = book.catalogue.offices[book.unit.office].name.of(book.language)
    return office if book.unit.area == "TM" else f"{office}, {area}"


class GoalPage:
    """Draws the sheet of one goal."""

    def __init__(self, pen: Pen, sheet: Any, laid: GoalSheet) -> None:
        self.pen, self.sheet, self.laid = pen, sheet, laid
        self.put = pen.looks.put
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

    def draw(self, name: str) -> SheetPlan:
        """Write the whole sheet and give the codes it was issued with."""
        goal, say = self.laid.goal, self.pen.say
        title = f"{goal.number} · {goal.title.of(self.pen.book.language)}"
        hint = say(
            "Fill in the white cells. Leave a cell empty only if there is a reason, and choose it as a mark."
        )
        self.pen.head(self.sheet, title, hint, self.columns, _WIDTHS | {f"{SEX}={s}": 13.5 for s in SEXES})
        for row_number, row in enumerate(self.laid.rows, start=FIRST):
            self._row(row_number, row)
        protect(self.sheet)
        self.sheet.auto_filter.ref = f"A5:{LETTERS[len(self.columns)]}{FIRST + len(self.laid.rows) - 1}"
        rows = tuple(row.code for row in self.laid.rows if row.code)
        return SheetPlan("goal", name, tuple(self.columns), rows)

    def _row(self, n: int, row: Row) -> None:
        sheet, put = self.sheet, self.put
        fill = SHADE if row.heading and not row.depth else PAPER
        put(sheet[f"A{n}"], row.code or None, size=7, color=FAINT, fill=fill, wrap=False)
        text = {
            "indent": row.depth * 2,
            "bold": row.depth == 0,
            "color": SOFT if row.heading and row.depth else INK,
        }
        if row.choose:
            put(sheet[f"B{n}"], None, fill=FIELD, border="field", indent=row.depth * 2, locked=False)
            self.pen.lists.country(sheet, f"B{n}")
        else:
            put(sheet[f"B{n}"], row.text, fill=fill, **text)
        put(sheet[f"C{n}"], row.unit or None, size=9, color=SOFT, fill=fill)
        sheet.row_dimensions[n].height = max(16.5, min(400, 13.5 * self._lines(row) + 4))
        if row.entry is Entry.RESULT:
            self._result(n, row, fill)
        elif row.code:
            self._answers(n, row, fill)
        else:
            for code in list(self.columns)[3:]:
                put(sheet[f"{self.letters[code]}{n}"], None, fill=fill)

    def _lines(self, row: Row) -> int:
        """Give how many lines the longest text of a row takes."""
        value = self.pen.book.values.get(row.code, BLANK)
        most = lines(row.text, _WIDTHS[TEXT] - 3 * row.depth)
        texts = {MARK: marks.written(value, self.pen.say), NOTE: value.note, SOURCE: value.source}
        return max(most, *(lines(text, _WIDTHS[code] - 2) for code, text in texts.items() if text), 1)

    def _answers(self, n: int, row: Row, fill: str) -> None:
        values = self.pen.book.values
        value = values.get(row.code, BLANK)
        self._cell(f"{self.letters[ANSWER]}{n}", row, value, marked=True)
        asked = self._sexes(row)
        for sex in SEXES:
            letter = self.letters.get(f"{SEX}={sex}")
            if letter and sex in asked:
                self._cell(f"{letter}{n}", row, values.get(sex_cell(row.code, sex), BLANK), marked=False)
            elif letter:
                self.put(self.sheet[f"{letter}{n}"], None, fill=fill)
        mark = marks.written(value, self.pen.say)
        self._field(f"{self.letters[MARK]}{n}", mark, size=9)
        self.pen.lists.mark(self.sheet, f"{self.letters[MARK]}{n}")
        self._field(f"{self.letters[NOTE]}{n}", showing.tidy(value.note), size=9)
        if SOURCE in self.letters:
            self._field(f"{self.letters[SOURCE]}{n}", showing.tidy(value.source), size=9)
        self._previous(n, row, fill)

    def _field(self, ref: str, text: str, **style: Any) -> None:
        self.put(
            self.sheet[ref],
            text or None,
            fill=FIELD,
            border="field",
            locked=False,
            format="@",
            indent=1,
            **style,
        )

    def _cell(self, ref: str, row: Row, value: Value, *, marked: bool) -> None:
        content = showing.answer(self.pen.words, value, row.entry, row.choices, marked=marked)
        number = row.entry in _NUMBERS
        self.put(
            self.sheet[ref],
            content,
            fill=FIELD,
            border="field",
            locked=False,
            bold=number and marked and row.depth < 2,
            align="right" if number else "left",
            wrap=not number,
            format=decimal_format(row.decimals) if number else "@",
        )
        self.pen.lists.answer(self.sheet, ref, row, marked=marked)

    def _previous(self, n: int, row: Row, fill: str) -> None:
        value = self.pen.book.previous.get(row.code, BLANK)
        content = showing.answer(self.pen.words, value, row.entry, row.choices, marked=False)
        number = row.entry in _NUMBERS
        self.put(
            self.sheet[f"{self.letters[PREVIOUS]}{n}"],
            content,
            size=9,
            color=SOFT,
            fill=fill,
            align="right" if number else "left",
            format=decimal_format(row.decimals) if number else "@",
        )

    def _result(self, n: int, row: Row, fill: str) -> None:
        over, under = self._sum(row.numerator), self._sum(row.denominator)
        formula = None
        if over and under:
            formula = f'=IF({under}=0,"",ROUND({over}/{under}*{row.scale},{row.decimals}))'
        for code in list(self.columns)[3:]:
            ref = f"{self.letters[code]}{n}"
            if code == ANSWER:
                style = {"align": "right", "format": decimal_format(row.decimals)}
                self.put(self.sheet[ref], formula, color=SOFT, fill=SHADE, formula=True, **style)
            else:
                self.put(self.sheet[ref], None, fill=fill)

    def _sum(self, codes: Iterable[str]) -> str:
        """Give the formula for a part of a ratio, nothing when a term stands on another sheet."""
        refs = [f"N({self.letters[ANSWER]}{self.at[code]})" for code in codes if code in self.at]
        return f"({'+'.join(refs)})" if refs and len(refs) == len(tuple(codes)) else ""


def sex_cell(row: str, sex: str) -> str:
    """Give the cell that a row's code and a column of SEX name together."""
    code = parse_cell(row)
    return indicator_cell(code.indicator, (*code.breakdown, (SEX, sex)), code.part)


def draw_narratives(pen: Pen, sheet: Any, goals: Iterable[Any], name: str) -> SheetPlan:
    """Write the sheet with the five sections of each goal."""
    say, put, language = pen.say, pen.looks.put, pen.book.language
    columns = {CODE: HEAD, TEXT: say("Section"), ANSWER: say("Text")}
    pen.head(
        sheet,
        say("Narrative"),
        say("A few sentences for each section are enough."),
        columns,
        {CODE: 13, TEXT: 34, ANSWER: 110},
    )
    n, rows = FIRST, []
    for goal in goals:
        put(sheet[f"A{n}"], HEAD, size=6, color=FAINT, fill=SHADE, wrap=False)
        put(sheet[f"B{n}"], f"{goal.number} · {goal.short.of(language)}", bold=True, fill=SHADE)
        put(sheet[f"C{n}"], goal.title.of(language), color=SOFT, fill=SHADE)
        sheet.row_dimensions[n].height = 20
        for cell in narrative_cells(goal):
            n += 1
            section = pen.book.catalogue.narratives[parse_cell(cell).section].of(language)
            value = pen.book.values.get(cell, BLANK)
            content = showing.answer(pen.words, value, Entry.TEXT, (), marked=False)
            put(sheet[f"A{n}"], cell, size=7, color=FAINT, fill=PAPER, vertical="top", wrap=False)
            put(sheet[f"B{n}"], section, fill=PAPER, indent=1, vertical="top")
            put(sheet[f"C{n}"], content, fill=FIELD, border="field", locked=False, format="@", vertical="top")
            sheet.row_dimensions[n].height = max(30, min(400, 13.5 * lines(str(content or ""), 110) + 4))
            rows.append(cell)
        n += 1
    protect(sheet)
    return SheetPlan("narrative", name, tuple(columns), tuple(rows))


def draw_register(pen: Pen, sheet: Any, register: RegisterSheet, name: str) -> SheetPlan:
    """Write the sheet of a register: rows in use, then empty ones with ready ids."""
    say, put, language = pen.say, pen.looks.put, pen.book.language
    columns = {CODE: HEAD} | {f.code: f.name.of(language) for f in register.fields}
    widths = {CODE: 18.0} | {
        f.code: {"text": 30, "country": 24, "code": 22}.get(f.kind, 14) for f in register.fields
    }
    hint = say("One row for each. The rows at the end are ready to be filled in; keep the grey row codes.")
    pen.head(sheet, register.title, hint, columns, widths)
    ids = (*register.ids, *register.ready)
    for n, row in enumerate(ids, start=FIRST):
        put(sheet[f"A{n}"], f"R.{register.code}.{row}", size=7, color=FAINT, wrap=False, locked=False)
        height = 1
        for at, field in enumerate(register.fields, start=2):
            value = pen.book.registers.get(f"R.{register.code}.{row}.{field.code}", BLANK)
            content = showing.field_text(pen.book.catalogue, field, value, language)
            ref = f"{LETTERS[at]}{n}"
            put(
                sheet[ref],
                content or None,
                size=9,
                fill=FIELD,
                border="field",
                locked=False,
                format="@",
                vertical="top",
            )
            height = max(height, lines(content, widths[field.code]))
            pen.lists.field(sheet, ref, field)
        sheet.row_dimensions[n].height = max(16.5, min(300, 12.5 * height + 4))
    protect(sheet, rows_free=True)
    sheet.page_setup.fitToWidth = 3  # many columns: three pages side by side, the first two repeated
    sheet.print_title_cols = "A:B"
    sheet.auto_filter.ref = f"A5:{LETTERS[len(columns)]}{FIRST + len(ids) - 1}"
    return SheetPlan("register", name, tuple(columns), tuple(f"R.{register.code}.{row}" for row in ids))
