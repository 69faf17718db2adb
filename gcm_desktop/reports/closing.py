"""What ends a summary: registers, notes, legend, control totals, check code, signatures."""

from __future__ import annotations

from itertools import zip_longest

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph, Spacer, Table

from gcm_desktop.i18n import Words
from gcm_desktop.reports.fonts import markup, printable, width
from gcm_desktop.reports.grid import pieces
from gcm_desktop.reports.legend import legend
from gcm_desktop.reports.model import RegisterExtract, Summary
from gcm_desktop.reports.page import signs_of
from gcm_desktop.reports.signs import Figure, Heading
from gcm_desktop.reports.styles import INK, RULE, SHADE, ruled, style

_BLANK = "\u00a0"
_PLAIN = [
    ("LEFTPADDING", (0, 0), (-1, -1), 3),
    ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ("TOPPADDING", (0, 0), (-1, -1), 1.2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]
_RULED = [
    *_PLAIN,
    ("INNERGRID", (0, 0), (-1, -1), 0.25, RULE),
    ("BOX", (0, 0), (-1, -1), 0.7, INK),
    ("BACKGROUND", (0, 0), (-1, 0), SHADE),
    ("LINEBELOW", (0, 0), (-1, 0), 0.7, INK),
]


def closing(summary: Summary, words: Words, room: float) -> list[Flowable]:
    """Give everything that stands after the last goal."""
    parts: list[Flowable] = []
    for number, register in enumerate(summary.registers):
        parts += _register(register, f"register{number}", room)
    if summary.notes:
        parts.append(Heading(words.say("Notes"), "section", "notes", 0))
        parts += [
            Paragraph(markup(f"{number}. {note}"), style("text"))
            for number, note in enumerate(summary.notes, start=1)
        ]
    if not summary.published and (not summary.part or any(goal.rows for goal in summary.goals)):
        parts += [CondPageBreak(60 * mm), Heading(words.say("Control totals"), "section", "totals", 0)]
        parts += [_control_totals(summary, words, room), Spacer(0, 4 * mm)]
    parts.append(
        KeepTogether(
            [Heading(words.say("Legend"), "section", "legend", 0), legend(words, room, signs_of(summary))]
        )
    )
    parts.append(KeepTogether([Spacer(0, 7 * mm), *check_code(summary, words), *signatures(summary, words)]))
    return parts


def _register(register: RegisterExtract, key: str, room: float) -> list[Flowable]:
    head = [Paragraph(markup(name), style("head")) for name in register.columns]
    rows = [
        [Paragraph(markup(text), style("small")) for text in line]
        for row in register.rows
        for line in zip_longest(*(pieces(text, 600) for text in row), fillvalue="")
    ]
    table = ruled(
        [head, *rows], _column_widths(register, room), repeatRows=1, drawn=_RULED, splitInRow=0, spaceBefore=2
    )
    return [CondPageBreak(40 * mm), Heading(register.title, "section", key, 0), table, Spacer(0, 4 * mm)]


def _column_widths(register: RegisterExtract, room: float) -> list[float]:
    """Give every column its longest word, and share the rest by how much each has to say."""
    columns = list(zip(register.columns, *register.rows, strict=True))
    words = [
        max(
            width(printable(word), "LiberationSerif-Bold", 8)
            for text in column
            for word in (text or "-").split()
        )
        for column in columns
    ]
    least = [min(word + 8, room / len(columns)) for word in words]
    weights = [min(max(len(text) for text in column), 90) + 1 for column in columns]
    rest = room - sum(least)
    return [own + rest * weight / sum(weights) for own, weight in zip(least, weights, strict=True)]


def _control_totals(summary: Summary, words: Words, room: float) -> Table:
    names = (words.say("Goal"), words.say("Filled"), words.say("Control total"), words.say("Check"))
    rows: list[list[object]] = [[Paragraph(markup(name), style("head")) for name in names]]
    for goal in sorted(summary.goals, key=lambda goal: goal.number):
        rows.append(
            [
                Paragraph(markup(f"{goal.number}. {goal.title}"), style("small")),
                Figure(f"{goal.filled} / {goal.expected}"),
                Figure(goal.control_total or "–"),
                Figure(goal.check),
            ]
        )
    wide = [22 * mm, 34 * mm, 18 * mm]
    return ruled(rows, [room - sum(wide), *wide], repeatRows=1, drawn=_RULED, splitInRow=0, spaceBefore=2)


def check_code(summary: Summary, words: Words) -> list[Flowable]:
    """Give the check code in large digits."""
    groups = summary.check_code.split()
    if not groups:
        return []
    cells = [[Paragraph(markup(group), style("code")) for group in groups]]
    grid = [("INNERGRID", (0, 0), (-1, -1), 0.25, RULE), ("BOX", (0, 0), (-1, -1), 0.7, INK)]
    table = ruled(cells, [24 * mm] * len(groups), drawn=[*grid, ("BOTTOMPADDING", (0, 0), (-1, -1), 4)])
    whole = words.say("Check code of the whole report")
    part = words.say("Check code of the whole report, of which this is a part")
    label = Paragraph(markup(part if summary.part else whole), style("centred"))
    return [label, Spacer(0, 1.5 * mm), table, Spacer(0, 9 * mm)]


def signatures(summary: Summary, words: Words) -> list[Flowable]:
    """Give the lines on which people sign."""
    if not summary.signed:
        return []
    say = words.say
    widths = [60 * mm, 5 * mm, 32 * mm, 5 * mm, 50 * mm, 16 * mm]
    name = _plain(summary.signatory_name) if summary.signatory_name else ""
    head = [_plain(summary.signatory or say("Head")), "", "", "", name, _plain(say("Seal"))]
    signature = ruled(
        [head, _captions(say("(position)"), say("(signature)"), say("(name)"))],
        widths,
        drawn=[*_lines(), ("VALIGN", (0, 0), (-1, 0), "BOTTOM")],
        hAlign="LEFT",
    )
    made = [
        _plain(say("Prepared by")),
        "",
        _plain(summary.executor or _BLANK),
        "",
        _plain(f"{say('Phone')}: {summary.phone}"),
        "",
    ]
    date = _plain(f"{say('Date')}: ___.___.20___")
    executor = ruled(
        [made, [date, "", "", "", "", ""]],
        [34 * mm, 3 * mm, 60 * mm, 5 * mm, 66 * mm, 0],
        drawn=[*_PLAIN, ("LINEBELOW", (2, 0), (2, 0), 0.5, INK), ("SPAN", (0, 1), (4, 1))],
        hAlign="LEFT",
    )
    return [signature, Spacer(0, 7 * mm), executor]


def _captions(position: str, signature: str, name: str) -> list[object]:
    texts = (position, "", signature, "", name, "")
    return [Paragraph(markup(text), style("under")) if text else "" for text in texts]


def _lines() -> list[tuple[object, ...]]:
    return [*_PLAIN, *(("LINEBELOW", (column, 0), (column, 0), 0.5, INK) for column in (0, 2, 4))]


def _plain(text: str) -> Paragraph:
    return Paragraph(markup(text), style("text"))
