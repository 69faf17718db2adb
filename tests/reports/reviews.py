"""A small review made by hand, with every kind of part, for the tests of both its forms."""

from decimal import Decimal

from gcm_desktop import i18n
from gcm_desktop.domain.charts import Chart, Mark
from gcm_desktop.reports.review_model import (
    Chapter,
    ChartKind,
    Column,
    Heading,
    Line,
    Passage,
    Picture,
    Points,
    Review,
    Table,
)

LETTERS = {"tk": "Ňşžýäöüç «syn»", "ru": "Съёмка № 5, Ёж", "en": "“Review” – letters"}
AREAS = ("TM-A", "TM-B", "TM-D", "TM-L", "TM-M", "TM-S", "TM-AR")


def chart(letters: str) -> Chart:
    marks = tuple(
        Mark(
            f"{area} {letters}", None if n == 2 else Decimal(n * 7), "…" if n == 2 else str(n * 7), area=area
        )
        for n, area in enumerate(AREAS)
    )
    return Chart(f"G05.02 {letters}", "%", marks)


def table(letters: str, lines: int = 60) -> Table:
    columns = (
        Column("Code", 12),
        Column(letters, 46),
        *(Column(area, 12, figures=True) for area in AREAS),
        Column("TM", 15, figures=True),
        Column("7 / 7", 12, figures=True),
    )
    figures = ("1\u00a0234\u00a0567", "…", "×", "\u21c4", "", "0", "≈\u00a0412", "74\u00a0536,26", "6 / 7")
    found = [Line((letters, *[""] * 10), 1, heading=True)]
    for n in range(lines):
        found.append(Line((f"G05.{n % 100:02d}", f"{letters} {n}", *figures), n % 3, strong=not n % 3))
    return Table(f"{letters} 2026", columns, tuple(found))


def goal_parts(number: int, letters: str) -> tuple:
    return (
        Heading(2, f"{number}. {letters} goal {number}", f"goal{number}"),
        Passage("1.1, 10.7", aside=True),
        Passage(f"{letters} {number}. " * 40, f"{letters}. TM-M"),
        Heading(3, f"{letters} figures", f"goal{number}-figures"),
        table(letters),
        Picture(ChartKind.DOTS, chart(letters), f"told dots {number}"),
        Picture(ChartKind.LINE, chart(""), f"told line {number}"),
        Picture(ChartKind.BARS, chart(letters), f"told bars {number} <&>"),
    )


def small_review(language: str = "tk", goals: int = 3, **changes: object) -> Review:
    letters = LETTERS[language]
    chapters = (
        Chapter(
            Heading(1, f"{letters} first", "first"),
            (Passage("One.\nTwo."), Points((letters, "below < above & more"))),
        ),
        Chapter(
            Heading(1, f"{letters} second", "second"),
            (Points(("one", "two"), numbered=True), Picture(ChartKind.TILES, chart(letters), "told tiles")),
            own_page=False,
        ),
        Chapter(
            Heading(1, f"{letters} block", "block1"),
            tuple(part for number in range(1, goals + 1) for part in goal_parts(number, letters)),
        ),
    )
    facts = {
        "language": language,
        "title": f"{letters} review",
        "compact_name": letters,
        "office": letters,
        "area": "TM",
        "period": i18n.words(language).period("2026"),
        "date": "09.03.2026",
        "catalogue_number": "1.0",
        "check_code": "1234 5678 9012 3456 7890",
        "chapters": chapters,
    }
    return Review(**{**facts, **changes})
