"""The installed program does one small job and looks whether everything it needs is there."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gcm_desktop import assets
from gcm_desktop.app import entering, printing, sending
from gcm_desktop.app.desk import Desk
from gcm_desktop.app.receiving import Receiving, Status
from gcm_desktop.domain.records import Maker
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.i18n import LANGUAGES, mark, words

UNIT: Final = "TM-M"
PERIOD: Final = "2026-Q3"
CELL: Final = "G05.02"
_MAKER: Final = Maker("self-test")


class Unsound(Exception):
    """Something the program needs is not there or does not do what it should."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that has to work; ``check`` says what it found."""

    name: str
    check: Callable[[Path], str]


@contextmanager
def trial() -> Iterator[Path]:
    """Give an empty folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="gcm-") as folder:
        yield Path(folder)


def _sound(good: bool, what: str) -> None:
    if not good:
        raise Unsound(what)


def _catalogue(_: Path) -> str:
    from gcm_desktop.catalogue import check

    issues, counts = check()
    _sound(not issues, f"catalogue: {len(issues)}")
    return ", ".join(f"{count} {what}" for what, count in counts.items())


def _words(_: Path) -> str:
    _sound(words("tk").number(1234567) == "1\u00a0234\u00a0567", "numbers")
    for language in ("tk", "ru"):
        _sound(words(language).say("Code") != "Code", f"words of {language}")
    return ", ".join(LANGUAGES)


def _fonts(_: Path) -> str:
    found = sorted(assets.resource("fonts").rglob("*.ttf"))
    _sound(len(found) >= 2, "fonts")
    return ", ".join(font.stem for font in found)


def _file(folder: Path) -> str:
    with Desk.create(folder / "one.gcm", UNIT, PERIOD, maker=_MAKER, listed=False) as desk:
        entering.enter(desk, desk.key(), CELL, "412")
    with Desk.open(folder / "one.gcm", _MAKER, listed=False) as desk:
        value = desk.file.cells(desk.key())[CELL]
    _sound(value.text == "412", "the value kept")
    return f"{CELL} = {value.text}"


def _workbook(folder: Path) -> str:
    with Desk.open(folder / "one.gcm", _MAKER, listed=False) as desk:
        sent = sending.export(desk, folder / "one.xlsx")
    return sent.check_code


def _merge(folder: Path) -> str:
    national = Desk.create(folder / "all.gcm", "", PERIOD, national=True, maker=_MAKER, listed=False)
    with national as desk, Receiving(desk) as receiving:
        planned = receiving.plan([folder / "one.xlsx"])[0]
        if planned.error is not None:
            raise planned.error
        _sound(planned.status is Status.NEW, f"the plan: {planned.status}")
        receiving.take(planned)
        key = return_of(parse_unit(UNIT), PERIOD)
        value = desk.file.cells(key)[CELL]
        _sound(value.text == "412", "the value merged")
        return sending.check_code(desk, key)


def _pages(folder: Path) -> str:
    with Desk.open(folder / "all.gcm", _MAKER, listed=False) as desk:
        one = printing.print_summary(desk, folder / "one.pdf", UNIT, PERIOD, "tk")
        whole = printing.print_summary(desk, folder / "all.pdf", None, PERIOD, "ru")
    _sound((folder / "all.pdf").read_bytes().startswith(b"%PDF"), "the pages")
    return f"{one} + {whole}"


STEPS: Final = (
    Step(mark("Catalogue"), _catalogue),
    Step(mark("Words"), _words),
    Step(mark("Fonts"), _fonts),
    Step(mark("Data file"), _file),
    Step(mark("Workbook"), _workbook),
    Step(mark("Merging"), _merge),
    Step(mark("Printing"), _pages),
)
