"""Takes pictures of the main pages in three languages into docs/screens and lists them in docs/screens.md."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PIL import Image
from PySide6.QtWidgets import QWidget

from gcm_desktop.app import acting, entering, people, sending
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.coordinator import Shell
from gcm_desktop.desktop.coordinator.board import BoardPlace
from gcm_desktop.desktop.coordinator.charts import ChartsPlace
from gcm_desktop.desktop.coordinator.inbox import InboxPlace
from gcm_desktop.desktop.coordinator.nation import NationPlace
from gcm_desktop.desktop.demo.pictures import SCREEN, settle
from gcm_desktop.desktop.dialogs.printing import PrintDialog
from gcm_desktop.desktop.legend import Legend
from gcm_desktop.desktop.long_work import LongWork
from gcm_desktop.desktop.main_window import MainWindow
from gcm_desktop.desktop.start_page import StartPage
from gcm_desktop.desktop.window import application
from gcm_desktop.domain.records import Act, ActKind, Maker, Revision
from gcm_desktop.domain.units import parse_unit
from gcm_desktop.domain.values import number
from gcm_desktop.i18n import LANGUAGES, words
from gcm_desktop.store import Arrival

FOLDER = Path(__file__).parents[1] / "docs" / "screens"
ANSWERS = {
    "G05.01": "480", "G05.01|VISA=DP": "12", "G05.01|VISA=OF": "31", "G05.01|VISA=BS1": "120",
    "G05.02": "412", "G05.03": "12b4",
}  # fmt: skip
TITLES = {
    "start": "Start page", "goal": "A goal: indicators", "narrative": "A goal: narrative",
    "registers": "Registers", "keys": "Keys and legend", "dark": "Dark theme",
    "contrast": "High contrast", "board": "Board", "inbox": "Inbox", "differences": "Differences",
    "nation": "Nation", "charts": "Charts",
    "print": "Print",
}  # fmt: skip
VISAS = ("DP", "OF", "BS1", "BS2", "IN", "WP")
MOST = 120 * 1024


def take(screen: QWidget, name: str, language: str) -> None:
    """Save one picture with the colours it needs and no more."""
    settle()
    path = FOLDER / f"{name}-{language}.png"
    screen.grab().save(str(path), "PNG")
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    if path.stat().st_size > MOST:
        raise SystemExit(f"{path.name} is larger than {MOST // 1024} KB")


def take_pages(window: MainWindow, language: str) -> None:
    """Take the pages of the officer's window."""
    window.set_language(language)
    window.show_goal(5)
    window.grid.go_to("G05.01")
    window.check()
    take(window, "goal", language)
    for tab in ("narrative", "registers"):
        window.show_tab(tab)
        take(window, tab, language)
    window.show_tab("indicators")
    for look in ("dark", "contrast"):
        window.set_look(look, 100)
        take(window, look, language)
    window.set_look("light", 100)


def arrive(desk: Desk, unit: str, figures: dict[str, str], by: str, period: str = "2026-Q3") -> None:
    """Let a unit's answers come in as a file of their own."""
    key = desk.key(unit, period)
    sets = {cell: number(text) for cell, text in figures.items()}
    revision = Revision(key, (), desk.catalogue.digest, sets, made_by=Maker(by, "", by[:1] * 16))
    name = f"{key.period}_{unit}_{by.split()[0]}.xlsx"
    sent = Act(f"revision:{revision.id}", ActKind.SENT, (), revision.made_by, date="2026-10-05")
    acts = (sent, *acting.received(desk, [revision], [sent]))
    desk.file.receive(Arrival(revision.id, name, "tk", (revision,), acts=acts), desk.maker)


def take_nation(home: str, maker: Maker) -> None:
    """Take the coordinator's places over a nation where some have answered and one disagrees with itself."""
    desk = Desk.create(Path(home, "Nation.gcm"), "", "2026-Q3", national=True, language="tk", maker=maker)
    asked = [i.code for i in desk.asked(desk.key("TM-M", "2026-Q3")) if i.value_type.value == "count"]
    for at, unit in enumerate(("TM-A", "TM-B", "TM-M", "TM-S", "TM-L")):
        figures = {code: str((at + 3) * (n + 7) % 900) for n, code in enumerate(asked)}
        kinds = {f"G05.02|VISA={kind}": str(9 * at + 31 - 4 * n) for n, kind in enumerate(VISAS)}
        arrive(desk, unit, figures | kinds, "Ataýew A.")
    for n, period in enumerate(("2025-Q3", "2025-Q4", "2026-Q2")):
        everyone = ("TM-A", "TM-B", "TM-M", "TM-S", "TM-L", "TM-D", "TM-AR")
        for at, unit in enumerate(everyone[: 7 - 2 * (n % 2)]):
            arrive(desk, unit, {"G05.02": str(90 + 37 * at + 25 * n)}, "Ataýew A.", period)
    arrive(desk, "TM-L", {code: str(7 * (n + 17) % 900) for n, code in enumerate(asked[:9])}, "Meredow M.")
    with Desk.create(Path(home, "TM-D.gcm"), "TM-D", "2026-Q3", language="tk", maker=maker) as office:
        for n, code in enumerate(asked[:40]):
            entering.enter(office, office.key(), code, str(5 * (n + 3)))
        sent = Path(home, sending.file_name(office, office.key()))
        sending.export(office, sent)
    window = MainWindow(desk)
    window.resize(*SCREEN)
    window.show()
    shell = window.centralWidget()
    assert isinstance(shell, Shell)
    for language in LANGUAGES:
        window.set_language(language)
        for name in ("board", "inbox", "differences", "nation", "charts"):
            shell.show_place(name)
            place = shell.stack.currentWidget()
            if name == "inbox" and language == LANGUAGES[0]:
                place.read([sent])  # type: ignore[attr-defined]
            wait_for(place)
            if isinstance(place, ChartsPlace):
                place.page.frame.list.choose("G05.02")
                place.page.charts[0].setFocus()
            take(window, name, language)
    take_print(desk)
    window.close()


def take_print(desk: Desk) -> None:
    """Take the print window with the pages of a summary."""
    for language in LANGUAGES:
        dialog = PrintDialog(desk, words(language), None, parse_unit("TM-M"), "summary")
        dialog.choose_language(language)
        dialog.show()
        settle(lambda dialog=dialog: not dialog.busy)
        take(dialog, "print", language)
        dialog.close()


def wait_for(place: QWidget) -> None:
    """Let a place finish what it does behind the window."""
    until = time.monotonic() + 60
    settle()
    while time.monotonic() < until and (
        any(work.busy for work in place.findChildren(LongWork))
        or (isinstance(place, ChartsPlace) and place.page.reading)
        or (isinstance(place, NationPlace) and place.reading)
        or (isinstance(place, BoardPlace) and place.busy)
        or (isinstance(place, InboxPlace) and place.arriving.effects.waiting)
    ):
        settle()
    settle()


def main() -> None:
    """Take them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["GCM_DESKTOP_HOME"] = home
        app = application()
        person = people.Person("Orazow M.", "baş hünärmen", "12-34-56")
        people.save_person(person)
        desk = Desk.create(
            Path(home, "Mary.gcm"), "TM-M", "2026-Q3", language="tk", maker=people.maker(person)
        )
        for cell, text in ANSWERS.items():
            entering.enter(desk, desk.key(), cell, text)
        window = MainWindow(desk)
        window.resize(*SCREEN)
        window.show()
        for language in LANGUAGES:
            take_pages(window, language)
        window.close()
        take_nation(home, people.maker(person))
        for language in LANGUAGES:
            theme.apply(app)
            for name, screen in (("start", StartPage(words(language))), ("keys", Legend(words(language)))):
                if name == "start":
                    screen.resize(*SCREEN)
                screen.show()
                take(screen, name, language)
                screen.close()
    lines = ["# Screens", "", "Taken by `python packaging/picturing.py`.", ""]
    for name, title in TITLES.items():
        lines += [f"## {title}", ""]
        lines += [f"![{title}, {language}](screens/{name}-{language}.png)" for language in LANGUAGES] + [""]
    (FOLDER.parent / "screens.md").write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
