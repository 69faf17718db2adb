"""Draws the cover: whose return it is, how to fill it in, and what the goals add up to."""

from __future__ import annotations

from typing import Final

from gcm_desktop.domain.merge import standing
from gcm_desktop.domain.questions import SEX
from gcm_desktop.domain.records import ActKind
from gcm_desktop.exchange import showing
from gcm_desktop.exchange.canvas import Canvas
from gcm_desktop.exchange.grid import LETTERS
from gcm_desktop.exchange.layout import GoalSheet, Layout
from gcm_desktop.exchange.model import ANSWER, CODE, HEAD, NIL, REASON, TEXT, SheetPlan
from gcm_desktop.exchange.pen import FIRST, Pen
from gcm_desktop.exchange.styles import ACCENT, FAINT, INK, PAPER, SOFT, lines, page, protect

TOTAL: Final = "CONTROL"
RETURN: Final = "RETURN"
_WIDTHS: Final = {"A": 8, "B": 62, "C": 20, "D": 20, "E": 44}


def draw_cover(pen: Pen, canvas: Canvas, laid: Layout, plans: dict[int, SheetPlan]) -> SheetPlan:
    """Write the cover and give the codes it was issued with."""
    for letter, width in _WIDTHS.items():
        canvas.column(letter, width)
    row = _head(pen, canvas)
    row = _how_to(pen, canvas, row + 1)
    columns, row = _headings(pen, canvas, row + 1)
    rows = [RETURN]
    total_row = row
    for goal in laid.goals:
        row += 1
        _goal(pen, canvas, row, goal, plans[goal.goal.number])
        rows.append(goal.goal.code)
    _whole(pen, canvas, total_row, row)
    _signatures(pen, canvas, row + 2)
    sheet = canvas.sheet
    protect(sheet)
    page(sheet, "1:1", pen.whose)
    sheet.page_setup.orientation = "portrait"
    sheet.sheet_properties.tabColor = ACCENT
    return SheetPlan("cover", canvas.title, tuple(columns), tuple(rows))


def _head(pen: Pen, canvas: Canvas) -> int:
    """Write the official head; the accent stands as a narrow band above it."""
    book, say, put, names = pen.book, pen.say, canvas.put, pen.names
    for letter in _WIDTHS:
        put(letter, 1, None, fill=ACCENT)
    canvas.heights[1] = 5
    service = book.catalogue.offices["SMS"].name.of(book.language)
    put("B", 2, service, size=11, color=SOFT, wrap=False)
    put("B", 3, say("Return"), size=22, bold=True, color=ACCENT, wrap=False)
    put("B", 4, book.compact_name.of(book.language), size=12, wrap=False)
    canvas.heights[2], canvas.heights[3] = 26, 32
    status = {
        "blank": say("blank form"),
        "draft": say("draft"),
        "sent": say("sent"),
        "returned": say("returned with remarks"),
    }
    facts = [
        (say("Reporting unit"), f"{names.unit} ({names.unit_code})"),
        (say("Reporting period"), f"{names.period} ({names.period_code})"),
        (say("State"), status.get(book.status, book.status)),
        (say("Issued as"), book.check_code),
        (say("Catalogue version"), book.catalogue.number),
    ]
    if book.sender:
        facts.append((say("Prepared by"), showing.tidy(book.sender)))
    for n, (label, text) in enumerate(facts, start=6):
        put("B", n, label, color=SOFT, border="under", wrap=False)
        put("C", n, text, bold=True, border="under", wrap=False, late=True)
        for letter in "DE":
            put(letter, n, None, border="under")
        canvas.heights[n] = 18
    return 6 + len(facts)


def _how_to(pen: Pen, canvas: Canvas, row: int) -> int:
    say, put = pen.say, canvas.put
    put("B", row, say("How to fill in"), size=12, bold=True, color=ACCENT)
    steps = (
        say("Each goal has its own sheet. Type into the white cells only; a number takes digits alone."),
        say("0 means that there were none. An empty cell means that nothing is known yet."),
        say("No number? Choose in the Mark column why: not collected, not available or not applicable."),
        say("Parts of a table add up to the total; what cannot be assigned goes into “unknown”."),
        say("A country is chosen from the list, or typed in Turkmen, Russian or English."),
        say("Leave the grey codes and the hidden sheet as they are, save as .xlsx and send the file back."),
    )
    for n, step in enumerate(steps, start=1):
        put("B", row + n, f"{n}. {step}", wrap=False, color=INK)
        canvas.heights[row + n] = 17
    return row + len(steps) + 1


def _headings(pen: Pen, canvas: Canvas, row: int) -> tuple[dict[str, str], int]:
    say, put = pen.say, canvas.put
    columns = {
        CODE: HEAD,
        TEXT: say("Goal"),
        TOTAL: say("Control total"),
        NIL: say("Nothing to report"),
        REASON: say("Reason"),
    }
    for letter, (code, heading) in zip(_WIDTHS, columns.items(), strict=True):
        align = "right" if code == TOTAL else "left"
        put(letter, row, code, size=6, color=FAINT, align=align, wrap=False)
        style = {"size": 6, "color": FAINT} if code == CODE else {"bold": True}
        indent = 1 if code in (NIL, REASON) else 0
        put(letter, row + 1, heading, border="accent", align=align, indent=indent, **style)
    canvas.heights[row] = 9
    canvas.heights[row + 1] = 20
    return columns, row + 2


def _goal(pen: Pen, canvas: Canvas, row: int, laid: GoalSheet, plan: SheetPlan) -> None:
    goal = laid.goal
    quoted = "'" + plan.name.replace("'", "''") + "'"
    last = FIRST + len(laid.rows) - 1
    codes = f"{quoted}!$A${FIRST}:$A${last}"
    letters = (LETTERS[n] for n, column in enumerate(plan.columns, start=1) if _is_answer(column))
    sums = "+".join(f'SUMIF({codes},"G*",{quoted}!${letter}${FIRST}:${letter}${last})' for letter in letters)
    text = f"{goal.number} · {goal.title.of(pen.book.language)}"
    _line(pen, canvas, row, goal.code, text, f"={sums}", f"goal:{pen.book.key.id}:{goal.code}")


def _is_answer(column: str) -> bool:
    return column == ANSWER or column.startswith(SEX)


def _whole(pen: Pen, canvas: Canvas, row: int, last: int) -> None:
    formula = f"=SUM(C{row + 1}:C{last})" if last > row else None
    _line(
        pen, canvas, row, RETURN, pen.say("The whole return"), formula, f"return:{pen.book.key.id}", bold=True
    )


def _line(
    pen: Pen,
    canvas: Canvas,
    row: int,
    code: str,
    text: str,
    formula: str | None,
    subject: str,
    *,
    bold: bool = False,
) -> None:
    put = canvas.put
    put("A", row, code, size=7, color=FAINT, fill=PAPER, wrap=False)
    put("B", row, text, fill=PAPER, bold=bold)
    put("C", row, formula, fill=PAPER, bold=bold, align="right", format="#,##0.##", formula=True)
    said = standing(pen.book.acts, subject)
    nil = said.kind is ActKind.NIL
    canvas.field("D", row, pen.say("yes") if nil else None, indent=1)
    reason = showing.tidy(said.acts[0].reason) if nil else None
    canvas.field("E", row, reason or None, format="@", indent=1)
    pen.lists.nil(canvas, "D", row)
    canvas.heights[row] = max(20, 13.5 * lines(text, 56) + 5)


def _signatures(pen: Pen, canvas: Canvas, row: int) -> None:
    say, put = pen.say, canvas.put
    for n, label in enumerate((say("Head"), say("Prepared by"), say("Phone"), say("Date"))):
        put("B", row + 2 * n, label, color=SOFT, vertical="bottom")
        for letter in "CDE":
            put(letter, row + 2 * n, None, border="sign", locked=False)
        canvas.heights[row + 2 * n] = 22
    put("E", row + 1, say("Seal"), size=9, color=FAINT, align="right")
