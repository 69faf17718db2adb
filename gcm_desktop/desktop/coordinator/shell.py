"""The bar of places above a national file, and the place that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.desktop.coordinator.board import BoardPlace
from gcm_desktop.desktop.coordinator.charts import ChartsPlace
from gcm_desktop.desktop.coordinator.differences import DifferencesPlace
from gcm_desktop.desktop.coordinator.inbox import InboxPlace
from gcm_desktop.desktop.coordinator.nation import NationPlace
from gcm_desktop.desktop.coordinator.place import Place
from gcm_desktop.desktop.coordinator.place_legend import PlaceLegend
from gcm_desktop.desktop.coordinator.shell_bar import ShellBar
from gcm_desktop.desktop.keys import Command, command_of

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow

PLACES: Final[tuple[type[Place], ...]] = (
    BoardPlace, InboxPlace, DifferencesPlace, NationPlace, ChartsPlace,
)  # fmt: skip
GOALS: Final = "goals"
_ROOMY, _WORDS = 1240, 1000  # from here on the places have signs and words, or words alone
#: In the order of the bar: the goals of one unit, then the charts, whose key is that of an office file.
ORDER: Final = (*(place.name for place in PLACES[:-1]), GOALS, ChartsPlace.name)


def wrapped(window: MainWindow, goals: QWidget) -> QWidget:
    """Put the coordinator's places around the goals where the file is national."""
    return Shell(window, goals) if window.desk.national and PLACES else goals


def show_first(window: MainWindow) -> None:
    """Begin with the board where the file is national; after a fault stay where the last answer was typed."""
    shell = window.centralWidget()
    if isinstance(shell, Shell) and not window.desk.file.recovered:
        shell.show_place(BoardPlace.name)


class Shell(QWidget):
    """The places of a national file: Ctrl+1, Ctrl+2 … go there."""

    def __init__(self, window: MainWindow, goals: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._made: dict[str, Place] = {}
        self._told: dict[str, tuple[str, str]] = {}  # the name of a place and what waits there
        self._stale: set[str] = set()  # places still in another language or size
        self.setProperty("page", True)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(goals)
        self.bar = ShellBar(window)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        for number, name in enumerate(ORDER, 1):
            self.bar.places.addWidget(self._button(name, number))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addWidget(self.stack, 1)
        self.buttons[GOALS].setChecked(True)
        window.language_chosen.connect(lambda _: self.retranslate())
        window.places.refreshed.connect(self.refresh)
        window.zooming.worn.connect(self.retranslate)
        self.retranslate()

    def _button(self, name: str, number: int) -> QToolButton:
        button = QToolButton(self.bar)
        button.setProperty("segment", True)
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(lambda: self.show_place(name))
        self._group.addButton(button)
        self.buttons[name] = button
        shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self._window)
        shortcut.activated.connect(lambda: self.show_place(name))
        return button

    @property
    def shown(self) -> str:
        """Give the name of the place that is shown."""
        return next(
            (name for name, place in self._made.items() if place is self.stack.currentWidget()), GOALS
        )

    @property
    def place(self) -> Place | None:
        """Give the place that is shown; nothing where the goals are."""
        return self._made.get(self.shown)

    def show_place(self, name: str) -> None:
        """Go to a place; what was being typed is on the disk first."""
        self._window.finish_typing()
        self.bar.said.clear()
        self.buttons[name].setChecked(True)
        self._fit()
        if name == GOALS:
            self.stack.setCurrentIndex(0)
            self._window.refresh()
            self._window.page.focus_page()
            return
        place = self._place(name)
        if name in self._stale:
            self._stale.discard(name)
            place.retranslate()
        self.stack.setCurrentWidget(place)
        place.enter()

    def _place(self, name: str) -> Place:
        if name not in self._made:
            self._made[name] = next(kind for kind in PLACES if kind.name == name)(self._window)
            self.stack.addWidget(self._made[name])
            self._window.zooming.watch(self._made[name])
        return self._made[name]

    def refresh(self) -> None:
        """Count again what waits, and read the place that is shown."""
        self._write()
        if self.shown != GOALS:
            self._made[self.shown].refresh()

    def retranslate(self) -> None:
        """Write everything in the language of the window, at its present size."""
        self._write()
        self.bar.retranslate()
        self._stale = set(self._made) - {self.shown}  # the others follow when they are shown
        if self.shown != GOALS:
            self._made[self.shown].retranslate()

    def _write(self) -> None:
        words = self._window.words
        for kind in PLACES:
            n = kind.waiting(self._window)
            self._told[kind.name] = kind.title(words), words.number(n) if n else ""
            self.buttons[kind.name].setIcon(glyphs.icon(kind.icon, "muted"))
        self._told[GOALS] = words.say("Returns"), ""
        self.buttons[GOALS].setIcon(glyphs.icon("list", "muted"))
        for number, name in enumerate(ORDER, 1):
            self.buttons[name].setAccessibleName("  ".join(filter(None, self._told[name])))
            self.buttons[name].setToolTip(f"{self._told[name][0]} (Ctrl+{number})")
        self._fit()

    def _fit(self) -> None:
        """Give the places signs and words where there is room, words alone, or signs alone."""
        roomy, words = self.width() >= theme.px(_ROOMY), self.width() >= theme.px(_WORDS)
        beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for name, (title, count) in self._told.items():
            button = self.buttons[name]
            plain = words and not roomy
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly if plain else beside)
            text = "  ".join(filter(None, (title if words or button.isChecked() else "", count)))
            button.setText(text if plain or not text else f" {text}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the bar to its new width."""
        super().resizeEvent(event)
        self._fit()
        self.bar.fit()

    def show_keys(self) -> bool:
        """Show what the keys of the place do; says no where the goals are shown, which have their own."""
        if self.place is None:
            return False
        PlaceLegend(self._window.words, self.place).exec()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the keys of the goals from a page that is not shown."""
        if self.shown == GOALS:
            super().keyPressEvent(event)
        elif command_of(event) is Command.HELP:
            self._window.verbs.show_keys()
        elif event.key() == Qt.Key.Key_F10:
            self._window.verbs.change_person()
