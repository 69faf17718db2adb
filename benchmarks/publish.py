"""Preparing a publication: python benchmarks/publish.py; a national quarter, every sensitive cell filled."""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

from gcm_desktop.app import publishing
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.figures import national_figures
from gcm_desktop.catalogue import load, national_units
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.domain.cells import indicator_cell
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.questions import entered_parts
from gcm_desktop.domain.units import return_of
from gcm_desktop.domain.values import Value, number

PERIOD = "2026-Q3"
TIMES = 5


def values(catalogue: Catalogue, dice: random.Random) -> dict[str, Value]:
    """Give a unit's sensitive answers, every table adding up."""
    found = {}
    for indicator in catalogue.indicators.values():
        for part in entered_parts(indicator) if indicator.sensitive else ():
            total = dice.choice((0, 2, 7, 40, 150))
            found[indicator_cell(indicator.code, (), part)] = number(str(total))
            for dim in indicator.breakdowns:
                codes = [code.code for code in catalogue.codelists[dim].codes][:6]
                shares = [0] * len(codes)
                for _ in range(total):
                    shares[min(int(dice.expovariate(0.8)), len(codes) - 1)] += 1
                for code, share in zip(codes, shares, strict=True):
                    found[indicator_cell(indicator.code, ((dim, code),), part)] = number(str(share))
    return found


def best(work: object) -> float:
    """Give the shortest of several times in seconds of one core."""
    times = []
    for _ in range(TIMES):
        begun = time.process_time()
        work()  # type: ignore[operator]
        times.append(time.process_time() - begun)
    return min(times)


def main() -> None:
    """Print how long a publication is prepared, beside gathering the same figures."""
    catalogue, dice = load(), random.Random(3)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "TM-all.gcm")
        with Desk.create(path, "", PERIOD, national=True, listed=False) as desk:
            for unit in national_units(catalogue, parse_period(PERIOD)):
                desk.file.commit_cells(return_of(unit, PERIOD), values(catalogue, dice), None)
            made = publishing.of_nation(desk, PERIOD)
            gathering = best(lambda: national_figures(desk, PERIOD))
            preparing = best(lambda: publishing.of_nation(desk, PERIOD))
            (out := Path(folder, "out")).write_bytes(b"out")
            made.keep(out, {"kind": "summary"})
            again = best(lambda: publishing.of_nation(desk, PERIOD))
    print(f"figures {len(made.figures):,}, hidden {made.hidden:,}")
    print(f"gathering alone       {gathering:6.2f} s")
    print(f"preparing             {preparing:6.2f} s  {preparing / gathering:5.1f} times")
    print(f"after one publication {again:6.2f} s  {again / gathering:5.1f} times")


if __name__ == "__main__":
    main()
