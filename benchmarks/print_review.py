"""How long the national review takes against a bare reportlab document with the same tables, and its memory.

Run ``python benchmarks/print_review.py``. The figures that matter are the ratios; they hold on any computer.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from gcm_desktop.app import entering, reviewing
from gcm_desktop.app.desk import Desk
from gcm_desktop.catalogue import national_units
from gcm_desktop.domain.catalogue import ValueType
from gcm_desktop.domain.cells import indicator_cell
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.questions import entered_parts
from gcm_desktop.domain.units import ReportingUnit, return_of
from gcm_desktop.domain.values import State, Value, number
from gcm_desktop.reports import fonts
from gcm_desktop.reports.review import write_review
from gcm_desktop.reports.review_model import Picture, Review, Table
from gcm_desktop.reports.word import write_draft

ROUNDS = 3
PERIOD = "2026"
TIMES = (1, 4)  # how often the chapters stand in the document whose memory is measured


def answers(desk: Desk, unit: ReportingUnit, chance: random.Random) -> dict[str, Value]:
    """Give a unit's answers to everything it is asked, with breakdowns."""
    cells: dict[str, Value] = {}
    for indicator in desk.asked(return_of(unit, PERIOD)):
        if indicator.numerator is not None:
            for part in entered_parts(indicator):
                cells[indicator_cell(indicator.code, part=part)] = number(str(chance.randrange(1, 900)))
        elif indicator.value_type in (ValueType.COUNT, ValueType.MONEY):
            cells[indicator.code] = number(str(chance.randrange(5000)))
            for dim in indicator.breakdowns:
                for code in desk.catalogue.codelists[dim].codes[:8]:
                    part_cell = indicator_cell(indicator.code, ((dim, code.code),))
                    cells[part_cell] = number(str(chance.randrange(600)))
        elif indicator.value_type is ValueType.BOOLEAN:
            cells[indicator.code] = number(str(chance.randrange(2)))
    for goal in range(1, 24):
        cells[f"N{goal:02d}.progress"] = Value(State.VALUE, "What was done in the year, in words. " * 8)
    return cells


def a_review(folder: Path) -> Review:
    """Gather the review of a national file in which seven units and the head office answered everything."""
    chance = random.Random(23)
    with Desk.create(folder / "n.gcm", "", PERIOD, national=True, language="en", listed=False) as desk:
        for unit in (*national_units(desk.catalogue, parse_period(PERIOD)), ReportingUnit("SMS", "TM")):
            key = return_of(unit, PERIOD)
            desk.file.ensure_return(key)
            entering.enter_many(desk, key, answers(desk, unit, chance), "benchmark")
        begun = time.process_time()
        made = reviewing.review(desk)
        print(f"gathered from the file in {time.process_time() - begun:.2f} s (CPU time)\n")
        return made


def bare(review: Review, path: Path) -> None:
    """Write the same tables and texts with reportlab alone: plain paragraphs in ruled tables, no charts."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.platypus import Paragraph, SimpleDocTemplate
    from reportlab.platypus import Table as Plain

    look = ParagraphStyle("plain", fontName=fonts.SERIF, fontSize=7.6, leading=9)
    drawn = [("GRID", (0, 0), (-1, -1), 0.25, "#8c8c8c"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    drawn.append(("FONT", (0, 0), (-1, -1), fonts.SERIF, 7.6))

    def story() -> Iterator[Any]:
        for part in review.parts:
            if isinstance(part, Table):
                whole = sum(column.share for column in part.columns)
                lines: list[list[Any]] = [
                    [Paragraph(fonts.markup(column.title), look) for column in part.columns]
                ]
                for line in part.lines:
                    cells = zip(line.cells, part.columns, strict=True)
                    lines.append([t if c.figures else Paragraph(fonts.markup(t), look) for t, c in cells])
                widths = [168 * mm * column.share / whole for column in part.columns]
                yield Plain(lines, widths, repeatRows=1, style=drawn)
            elif not isinstance(part, Picture) and hasattr(part, "text"):
                yield Paragraph(fonts.markup(part.text), look)

    margins = {"leftMargin": 30 * mm, "rightMargin": 12 * mm, "topMargin": 20 * mm, "bottomMargin": 20 * mm}
    SimpleDocTemplate(str(path), pagesize=A4, **margins).build(list(story()))


def timed(work: Callable[[], object]) -> float:
    """Give the CPU seconds of one run."""
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def repeated(review: Review, times: int) -> Review:
    """Give a review whose chapters stand several times in it."""
    chapters = []
    for n in range(times):
        for chapter in review.chapters:
            heading = replace(chapter.heading, key=f"{chapter.heading.key}-{n}")
            parts = tuple(
                replace(part, key=f"{part.key}-{n}") if hasattr(part, "key") else part
                for part in chapter.parts
            )
            chapters.append(replace(chapter, heading=heading, parts=parts))
    return replace(review, chapters=tuple(chapters))


def peak(work: Callable[[], object]) -> float:
    """Give the megabytes that a piece of work holds at most."""
    gc.collect()
    tracemalloc.start()
    work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 2**20


def memory(review: Review, folder: Path) -> None:
    """Print what writing holds beyond the gathered review, for more and more pages."""
    print(f"\n{'most memory held while writing':36}{'pages':>8}{'PDF, MB':>10}{'Word, MB':>10}")
    for times in TIMES:
        long, path = repeated(review, times), folder / "long.pdf"
        pages = write_review(long, path)
        held = peak(lambda long=long, path=path: write_review(long, path))
        draft = peak(lambda long=long, path=path: write_draft(long, path))
        print(f"{'':36}{pages:8}{held:10.1f}{draft:10.1f}")


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fonts.register()
        made = a_review(folder)
        pages = write_review(made, folder / "r.pdf")
        tables = sum(isinstance(part, Table) for part in made.parts)
        charts = sum(isinstance(part, Picture) for part in made.parts)
        works: dict[str, Callable[[], object]] = {
            "bare reportlab, the same tables": lambda: bare(made, folder / "bare.pdf"),
            "the review as PDF": lambda: write_review(made, folder / "r.pdf"),
            "the review as Word draft": lambda: write_draft(made, folder / "r.docx"),
        }
        taken = {label: [timed(work) for _ in range(ROUNDS)] for label, work in works.items()}
        medians = {label: statistics.median(times) for label, times in taken.items()}
        base = medians["bare reportlab, the same tables"]
        print(f"{pages} pages, {tables} tables, {charts} charts; median of {ROUNDS} (CPU time)\n")
        print(f"{'':36}{'s':>8}{'x bare':>10}")
        for label, seconds in medians.items():
            print(f"{label:36}{seconds:8.2f}{seconds / base:10.2f}")
        memory(made, folder)


if __name__ == "__main__":
    main()
