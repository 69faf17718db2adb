"""One velayat summary: gathering, writing, and the same tables in a bare reportlab document.

Run ``python benchmarks/print_summary.py``; one process, one run. Every cell of a velayat's return is filled,
so that all goals it is asked have their tables. The bare document has the same texts in tables of the same
columns on the same paper, as plain strings in one face, without heads, charts, bookmarks or checks. Times are
of the processor; the two are measured in turns, and the ratio is that of the medians.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from reportlab.platypus import SimpleDocTemplate, Spacer, Table

from gcm_desktop.app import printing
from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.questions import cells_of, is_number_cell
from gcm_desktop.domain.values import number
from gcm_desktop.reports import Summary, fonts, write_summary
from gcm_desktop.reports.styles import BOTTOM, LEFT, RIGHT, TOP

ROUNDS = 5
COUNTRIES = ("AFG", "CHN", "IRN", "KAZ", "RUS", "TUR", "UZB")


def main() -> None:
    """Print the times and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "summary.pdf"
        with Desk.create(Path(folder) / "TM-M.gcm", "TM-M", "2026-Q3", listed=False) as desk:
            fill(desk)
            gather = times(lambda: printing.summary(desk), ROUNDS)
            made = printing.summary(desk)
        own: list[float] = []
        bare: list[float] = []
        pages = write_summary(made, out)
        for _ in range(ROUNDS):
            own += times(lambda: write_summary(made, out), 1)
            bare += times(lambda: plain(made), 1)
    rows = sum(len(goal.rows) for goal in made.goals)
    charts = sum(len(goal.pictures) for goal in made.goals)
    print(f"goals {len(made.goals)}, rows {rows}, charts {charts}, pages {pages}")
    print(f"gathering      {statistics.median(gather):6.2f} s")
    print(f"writing        {statistics.median(own):6.2f} s")
    print(f"bare document  {statistics.median(bare):6.2f} s")
    print(f"writing / bare {statistics.median(own) / statistics.median(bare):6.2f}")


def fill(desk: Desk) -> None:
    """Answer every cell with a number."""
    chance, key, lists = random.Random(7), desk.key(), desk.catalogue.codelists
    cells = [
        cell
        for indicator in desk.asked(key)
        if is_number_cell(indicator)
        for cell in cells_of(indicator, lists, COUNTRIES)
    ]
    desk.file.commit_cells(key, {cell: number(str(chance.randint(0, 900))) for cell in cells}, None)


def plain(made: Summary) -> None:
    """Write the same tables with reportlab alone."""
    fonts.register()
    story = []
    for goal in made.goals:
        lines = [["Code", "Indicator", "Unit", "Total", "Women", "Men", "Unknown", "Previous"]]
        for row in goal.rows:
            texts = (row.code, row.text, row.unit, row.total, row.women, row.men, row.unknown, row.previous)
            lines.append([fonts.printable(text) for text in texts])
        widths = [37, 176, 45, 48, 38, 38, 45, 45]
        grid = [("GRID", (0, 0), (-1, -1), 0.25, "grey"), ("FONT", (0, 0), (-1, -1), fonts.SERIF, 8)]
        story += [Table(lines, widths, repeatRows=1, style=grid), Spacer(0, 12)]
    document = SimpleDocTemplate(
        BytesIO(), leftMargin=LEFT, rightMargin=RIGHT, topMargin=TOP, bottomMargin=BOTTOM
    )
    document.build(story)


def times(work: Callable[[], object], rounds: int) -> list[float]:
    """Give the processor seconds of every round."""
    found = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return found


if __name__ == "__main__":
    main()
