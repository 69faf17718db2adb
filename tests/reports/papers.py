"""Every kind of paper, made by hand with long names, all signs and charts, for whoever wants to read them."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

from gcm_desktop import i18n
from gcm_desktop.domain.charts import PLACES, Chart, Mark
from gcm_desktop.domain.text import Text3
from gcm_desktop.reports import Summary, write_summary
from gcm_desktop.reports.arrivals import ArrivalsReport, write_arrivals
from gcm_desktop.reports.call_sheet import CallSection, CallSheet, write_call_sheet
from gcm_desktop.reports.completeness import Completeness, Missing, UnitLine, write_completeness
from gcm_desktop.reports.corrigendum import Correction, Corrigendum, write_corrigendum
from gcm_desktop.reports.goal_sheet import write_goal_sheet
from gcm_desktop.reports.model import CONFLICT, KeyFigure, Picture
from gcm_desktop.reports.review import write_review
from tests.reports.reviews import small_review

KINDS = (
    "summary",
    "two-languages",
    "national",
    "goal",
    "completeness",
    "corrigendum",
    "call-sheet",
    "arrivals",
    "review",
    "review-in-two",
)
Write = Callable[[Path], int]


def paper(kind: str, made: Summary, national: Summary) -> Write:
    """Give what writes one kind of paper from a summary of a unit and one of the nation."""
    if kind == "summary":
        return partial(write_summary, pictured(made))
    if kind == "two-languages":
        return partial(write_summary, in_two(pictured(made)))
    if kind in ("review", "review-in-two"):
        return partial(write_review, small_review(made.language, goals=1, **_second(kind, made)))
    if kind == "call-sheet":
        return partial(write_call_sheet, _call_sheet(made))
    if kind == "arrivals":
        return partial(write_arrivals, _arrivals(made))
    if kind == "national":
        return partial(write_summary, replace(national, goals=national.goals[:2]))
    if kind == "goal":
        goal = replace(national.goals[3], pictures=(Picture("dots", _areas(national)),) * 3)
        return partial(write_goal_sheet, replace(national, kind="goal", goals=(goal,), registers=()))
    if kind == "completeness":
        return partial(write_completeness, _completeness(replace(made, kind="completeness", goals=())))
    return partial(write_corrigendum, _corrigendum(replace(made, kind="corrigendum", goals=())))


def _second(kind: str, made: Summary) -> dict[str, str]:
    """Give the facts of a review in two languages."""
    if kind == "review":
        return {}
    words = i18n.pair(made.language, "ru" if made.language != "ru" else "tk")
    title = words.each(lambda own: own.say("National voluntary review"))
    second = "ru" if made.language != "ru" else "tk"
    return {"second": second, "title": title, "period": words.period("2026"), "compact_name": title}


def _call_sheet(made: Summary) -> CallSheet:
    name = made.goals[0].title
    lines = (("G05.02", name), ("G05.02 · 0–17", f"{name}. " * 4), ("", made.notes[0]))
    sections = tuple(CallSection(f"{n}. {name}", lines) for n in range(1, 7))
    return CallSheet(made.language, made.area, made.period, ((made.area, name), ("+993", "12")), sections)


def _arrivals(made: Summary) -> ArrivalsReport:
    name = made.goals[0].title
    file = ("TM-M", "TM-M_2026-Q3_ň.xlsx", "2026-Q3", "1\u00a0234", "12", "0", "3", "1", name)
    figure = (f"G05.02 {name}", "1\u00a0234\u00a0567", "+12", "6 / 7")
    columns = (made.area,) * 9
    return ArrivalsReport(
        made.language, name, made.office, name, columns, (file,) * 9, name, columns[:4], (figure,) * 20, name
    )


def pictured(made: Summary) -> Summary:
    """Give a summary its first page and its charts."""
    name = made.goals[0].title
    figures = tuple(
        KeyFigure(f"G{n:02d}.01", name, "1\u00a0234\u00a0567" if n % 2 else "63,6", "%", "+5\u00a0%")
        for n in range(1, 11)
    )
    bars = Picture("bars", Chart(name, "%", tuple(_mark(f"{n}–{n + 4}", n * 37 % 50) for n in range(8))))
    line = Picture("line", Chart(name, "%", tuple(_mark(f"{2020 + n}", n * 7 % 11) for n in range(6))))
    goals = (replace(made.goals[0], pictures=(line, bars)), *made.goals[1:3])
    return replace(made, key_figures=figures, country=_areas(made), goals=goals)


def in_two(made: Summary) -> Summary:
    """Set a second language beside the first."""
    words = i18n.pair(made.language, "ru" if made.language != "ru" else "tk")
    both = words.name(Text3(*(made.goals[0].title,) * 2, "×")) + i18n.BELOW + "Ёлка, съезд"
    goals = tuple(
        replace(
            goal,
            title=both,
            rows=tuple(replace(row, text=f"{row.text}{i18n.BELOW}Ёлка") for row in goal.rows),
        )
        for goal in made.goals
    )
    second = "ru" if made.language != "ru" else "tk"
    return replace(made, second=second, goals=goals, period=words.period("2026-Q3"))


def _mark(label: str, number: int | None, **facts: object) -> Mark:
    text = "…" if number is None else str(number)
    return Mark(label, None if number is None else Decimal(number), text, **facts)


def _areas(made: Summary) -> Chart:
    numbers = (120, None, 80, 400, 412, 900, 0)
    marks = tuple(
        _mark(made.area, number, area=area, strong=area == "TM-M")
        for area, number in zip(PLACES, numbers, strict=True)
    )
    return Chart(made.goals[0].title if made.goals else made.area, "%", marks)


def _completeness(cover: Summary) -> Completeness:
    counts = tuple((n % 4 * 9, 27 if n % 5 else 0) for n in range(1, 24))
    lines = tuple(UnitLine(cover.area, cover.notes[0], counts) for _ in range(9))
    told = "; ".join(f"G05.{n:02d} {cover.notes[0]}" for n in range(1, 20))
    missing = Missing(cover.area, (("5", told), ("23", cover.notes[0])))
    return Completeness(cover, tuple(range(1, 24)), lines, (missing,) * 3)


def _corrigendum(cover: Summary) -> Corrigendum:
    long = f"{cover.compact_name}. " * 5
    lines = (
        Correction(5, "G05.02", cover.compact_name, "334", "1\u00a0234\u00a0567", cover.executor, long),
        Correction(5, "G05.02", "0–17", "", "×", cover.executor),
        Correction(5, "G05.03", "0–17", "…", CONFLICT, cover.executor, cover.notes[0]),
        Correction(5, "G05", cover.notes[0], long, long, "", long),
    )
    return Corrigendum(cover, f"3f9a2c1b, {cover.date}", lines * 2)
