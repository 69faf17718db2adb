"""Draws the cover: whose return it is, how to fill it in, and what the goals add up to."""

from __future__ import annotations

from typing import Any, Final

from gcm_desktop.domain.merge import standing
from gcm_desktop.domain.questions import SEX
from gcm_desktop.domain.records import ActKind
from gcm_desktop.exchange import showing
from gcm_desktop.exchange.grid import LETTERS
from gcm_desktop.exchange.layout import GoalSheet, Layout
from gcm_desktop.exchange.model import ANSWER, CODE, HEAD, NIL, REASON, TEXT, SheetPlan
from gcm_desktop.exchange.sheets import FIRST, Pen
from gcm_desktop.exchange.styles import ACCENT, FAINT, FIELD, INK, PAPER, SOFT, lines, page, protect

TOTAL: Final = "CONTROL"
RETURN: Final = "RETURN"
_WIDTHS: Final = {"A": 8, "B": 62, "C": 20, "D": 20, "E": 44}


def draw_cover(pen: Pen, sheet: Any, laid: Layout, plans: dict[int, SheetPlan], name: str) -> SheetPlan:
    """Write the cover and give the codes it was issued with."""
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    row = _head(pen, sheet)
    row = _how_to(pen, sheet, row + 1)
    columns, row = _headings(pen, sheet, row + 1)
    rows = [RETURN]
    total_row = row
    for goal in laid.goals:
        row += 1
        _goal(pen, sheet, row, goal, plans[goal.goal.number])
        rows.append(goal.goal.code)
    _whole(pen, sheet, total_row, row)
    _signatures(pen, sheet, row + 2)
    protect(sheet)
    page(sheet, "1:1", f"{pen.unit} · {pen.period}")
    sheet.page_setup.orientation = "portrait"
    sheet.sheet_properties.tabColor = ACCENT
    return SheetPlan("cover", name, tuple(columns), tuple(rows))


def _head(pen: Pen, sheet: Any) -> int:
    """Write the official head; the accent stands as a narrow band above it."""
    book, say, put = pen.book, pen.say, pen.looks.put
    for letter in _WIDTHS:
        put(sheet[f"{letter}1"], None, fill=ACCENT)
    sheet.row_dimensions[1].height = 5
    service = book.catalogue.offices["SMS"].name.of(book.language)
    put(sheet["B2"], service, size=11, color=SOFT, wrap=False)
    put(sheet["B3"], say("Return"), size=22, bold=True, color=ACCENT, wrap=False)
    put(sheet["B4"], book.compact_name.of(book.language), size=12, wrap=False)
    sheet.row_dimensions[2].height, sheet.row_dimensions[3].height = 26, 32
    status = {"blank": say("blank form"), "draft": say("draft"), "sent": say("sent")}
    facts = [
        (say("Reporting unit"), f"{pen.unit} ({book.unit})"),
        (say("Reporting period"), f"{pen.period} ({book.period})"),
        (say("State"), status.get(book.status, book.status)),
        (say("Issued as"), book.check_code),
        (say("Catalogue version"), book.catalogue.number),
    ]
    if book.sender:
        facts.append((say("Prepared by"), showing.tidy(book.sender)))
    for n, (label, text) in enumerate(facts, start=6):
        put(sheet[f"B{n}"], label, color=SOFT, border="under", wrap=False)
        put(sheet[f"C{n}"], text, bold=True, border="under", wrap=False)
        for letter in "DE":
            put(sheet[f"{letter}{n}"], None, border="under")
        sheet.row_dimensions[n].height = 18
    return 6 + len(facts)


def _how_to(pen: Pen, sheet: Any, row: int) -> int:
    say, put = pen.say, pen.looks.put
    put(sheet[f"B{row}"], say("How to fill in"), size=12, bold=True, color=ACCENT)
    steps = (
        say("Each goal has its own sheet. Type into the white cells only; a number takes digits alone."),
        say("0 means that there were none. An empty cell means that nothing is known yet."),
        say("No number? Choose in the Mark column why: not collected, not available or not applicable."),
        say("Parts of a table add up to the total; what cannot be assigned goes into “unknown”."),
        say("A country is chosen from the list, or typed in Turkmen, Russian or English."),
        say("Leave the grey codes and the hidden sheet as they are, save as .xlsx and send the file back."),
    )
    for n, step in enumerate(steps, start=1):
        put(sheet[f"B{row + n}"], f"{n}. {step}", wrap=False, color=INK)
        sheet.row_dimensions[row + n].height = 17
    return row + len(steps) + 1


def _headings(pen: Pen, sheet: Any, row: int) -> tuple[dict[str, str], int]:
    say, put = pen.say, pen.looks.put
    columns = {
        CODE: HEAD,
        TEXT: say("Goal"),
        TOTAL: say("Control total"),
        NIL: say("Nothing to report"),
        REASON: say("Reason"),
    }
    for letter, (code, heading) in zip(_WIDTHS, columns.items(), strict=True):
        align = "right" if code == TOTAL else "left"
        put(sheet[f"{letter}{row}"], code, size=6, color=FAINT, align=align, wrap=False)
        style = {"size": 6, "color": FAINT} if code == CODE else {"bold": True}
        indent = 1 if code in (NIL, REASON) else 0
        put(sheet[f"{letter}{row + 1}"], heading, border="accent", align=align, indent=indent, **style)
    sheet.row_dimensions[row].height = 9
    sheet.row_dimensions[row + 1].height = 20
    return columns, row + 2


def _goal(pen: Pen, sheet: Any, row: int, laid: GoalSheet, plan: SheetPlan) -> None:
    goal = laid.goal
    quoted = "'" + plan.name.replace("'", "''") + "'"
    last = FIRST + len(laid.rows) - 1
    codes = f"{quoted}!$A${FIRST}:$A${last}"
    letters = (LETTERS[n] for n, column in enumerate(plan.columns, start=1) if _is_answer(column))
    sums = "+".join(f'SUMIF({codes},"G*",{quoted}!${letter}${FIRST}:${letter}${last})' for letter in letters)
    text = f"{goal.number} · {goal.title.of(pen.book.language)}"
    _line(pen, sheet, row, goal.code, text, f"={sums}", f"goal:{pen.book.key.id}:{goal.code}")


def _is_answer(column: str) -> bool:
    return column == ANSWER or column.startswith(SEX)


def _whole(pen: Pen, sheet: Any, row: int, last: int) -> None:
    formula = f"=SUM(C{row + 1}:C{last})" if last > row else None
    _line(
        pen, sheet, row, RETURN, pen.say("The whole return"), formula, f"return:{pen.book.key.id}", bold=True
    )


def _line(
    pen: Pen,
    sheet: Any,
    row: int,
    code: str,
    text: str,
    formula: str | None,
    subject: str,
    *,
    bold: bool = False,
) -> None:
    put = pen.looks.put
    put(sheet[f"A{row}"], code, size=7, color=FAINT, fill=PAPER, wrap=False)
    put(sheet[f"B{row}"], text, fill=PAPER, bold=bold)
    put(sheet[f"C{row}"], formula, fill=PAPER, bold=bold, align="right", format="#,##0.##", formula=True)
    said = standing(pen.book.acts, subject)
    nil = said.kind is ActKind.NIL
    put(sheet[f"D{row}"], pen.say("yes") if nil else None, fill=FIELD, border="field", locked=False, indent=1)
    reason = showing.tidy(said.acts[0].reason) if nil else None
    put(sheet[f"E{row}"], reason or None, fill=FIELD, border="field", locked=False, format="@", indent=1)
    pen.lists.nil(sheet, f"D{row}")
    sheet.row_dimensions[row].height = max(20, 13.5 * lines(text, 56) + 5)


def _signatures(pen: Pen, sheet: Any, row: int) -> None:
    say, put = pen.say, pen.looks.put
    for n, label in enumerate((say("Head"), say("Prepared by"), say("Phone"), say("Date"))):
        put(sheet[f"B{row + 2 * n}"], label, color=SOFT, vertical="bottom")
        for letter in "CDE":
            put(sheet[f"{letter}{row + 2 * n}"], None, border="sign", locked=False)
        sheet.row_dimensions[row + 2 * n].height = 22
    put(sheet[f"E{row + 1}"], say("Seal"), size=9, color=FAINT, align="right")
