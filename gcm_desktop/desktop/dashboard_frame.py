"""What stands around the charts: period and unit above, the list beside, the words of a mark below."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gcm_desktop.app.dashboard import Head, units_of
from gcm_desktop.app.desk import Desk, unit_name
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.charts.view import ChartView
from gcm_desktop.desktop.dashboard_list import FigureList
from gcm_desktop.desktop.dialogs.sheet import dress, role
from gcm_desktop.desktop.period_steps import name_period_steps
from gcm_desktop.domain.periods import parse_period
from gcm_desktop.domain.units import ReportingUnit
from gcm_desktop.i18n import Words

_SIDE: Final = 316
_BAND: Final = 50
_STRIP: Final = 46
_CHOICE: Final = 250
_ROOMY: Final = 1180  # from here on the buttons carry words


class Frame:
    """The widgets around the charts; the page says what they do."""

    def __init__(self, national: bool, parent: QWidget) -> None:
        self.bar = QFrame(parent)
        self.bar.setProperty("bar", True)
        self.earlier, self.later, self.year = QToolButton(), QToolButton(), QToolButton()
        self.period = role(QLabel(), "goal")
        self.units, self.tables = QComboBox(), QComboBox()
        self.copy, self.save, self.back = QPushButton(), QPushButton(), QPushButton()
        self.search, self.list = QLineEdit(), FigureList()
        self.whose = role(QLabel(), "strong")
        self.filled, self.head = QHBoxLayout(), QHBoxLayout()
        self.filled_told, self.name, self.beside = role(QLabel(), "side"), QLabel(), role(QLabel(), "side")
        self.figure = role(QLabel(), "title")
        self.nothing = role(QLabel(), "side")
        self.strip = QFrame()
        self.told, self.source = role(QLabel(), "strong"), role(QLabel(), "side")
        self._dress(national)

    def _dress(self, national: bool) -> None:
        self.year.setProperty("state", True)
        self.year.setCheckable(True)
        self.search.setClearButtonEnabled(True)
        for button in (self.copy, self.save, self.back):
            button.setProperty("flat", True)
            button.setAutoDefault(False)
        for choice in (self.units, self.tables):
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMaximumWidth(theme.px(_CHOICE))
            choice.setMinimumWidth(theme.px(_CHOICE * 0.8))
        for text in (self.name, self.beside, self.nothing, self.source):
            text.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_bar()
        self._lay_side()
        self._lay_head()
        self.units.setVisible(
            national
        )  # all of them lie in the page by now: nothing opens a window of its own
        self.whose.setVisible(not national)
        self.back.setVisible(not national)

    def _lay_bar(self) -> None:
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        for part in (self.earlier, self.period, self.later, self.year):
            row.addWidget(part)
        row.addSpacing(12)
        row.addWidget(self.units)
        row.addWidget(self.whose)
        row.addStretch(1)
        for button in (self.copy, self.save, self.back):
            row.addWidget(button)

    def _lay_side(self) -> None:
        self.side = QFrame()
        self.side.setProperty("side", "left")
        box = QVBoxLayout(self.side)
        box.setContentsMargins(8, 10, 0, 8)
        box.setSpacing(6)
        above = QVBoxLayout()
        above.setContentsMargins(0, 0, 8, 0)
        above.addWidget(self.search)
        box.addLayout(above)
        box.addWidget(self.list, 1)

    def _lay_head(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        names.addWidget(self.beside)
        self.figure.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.head.setSpacing(14)
        self.head.addWidget(self.figure)
        self.head.addLayout(names, 1)
        self.head.addWidget(self.tables)
        words = QVBoxLayout(self.strip)
        words.setContentsMargins(2, 0, 2, 0)
        words.setSpacing(1)
        words.addWidget(self.told)
        words.addWidget(self.source)
        words.addStretch(1)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.source.setTextFormat(Qt.TextFormat.PlainText)

    def add_band(self, band: ChartView) -> None:
        """Put the band of goals beside its words."""
        self.filled.setSpacing(10)
        self.filled.addWidget(self.filled_told)
        self.filled.addWidget(band, 1)
        band.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._band = band

    def retranslate(self, words: Words) -> None:
        """Write everything in the language of the window, at its present size."""
        say = words.say
        self.side.setFixedWidth(theme.px(_SIDE))
        self.strip.setFixedHeight(theme.px(_STRIP))
        self._band.setFixedHeight(theme.px(_BAND))
        name_period_steps(words, self.earlier, self.later)
        self.year.setText(say("Whole year"))
        self.search.setPlaceholderText(say("Search an indicator"))
        self.search.setAccessibleName(say("Search an indicator"))
        self.search.setToolTip("Ctrl+F")
        self.list.setAccessibleName(say("Figures"))
        self.units.setAccessibleName(say("Whose figures"))
        self.tables.setAccessibleName(say("Breakdown"))
        self.tables.setToolTip(say("Breakdown"))
        for action, text, icon, keys in (
            (self.copy, say("Copy the picture"), "copy", "Ctrl+C"),
            (self.save, say("Save the picture…"), "download", "Ctrl+S"),
            (self.back, say("Back to the goals"), "arrow-left", "Esc"),
        ):
            action.setAccessibleName(text)
            action.setToolTip(f"{text} ({keys})")
            dress(action, icon, "muted")

    # --- what is shown

    def write_period(self, words: Words, period: str, width: int) -> None:
        """Name the period and what can be done with it; in a narrow window in short, with icons alone."""
        now, narrow = parse_period(period), width < theme.px(_ROOMY)
        self.period.setText(words.period_short(period) if narrow else words.period(period))
        for action in (self.copy, self.save, self.back):
            action.setText("" if narrow else action.accessibleName())
        self.earlier.setEnabled(now.previous is not None)
        self.later.setEnabled(now.following is not None)
        self.year.setEnabled(now.year > 0 and not now.is_cited)
        self.year.setChecked(bool(now.quarters))

    def fill_units(self, words: Words, desk: Desk, period: str, unit: ReportingUnit | None) -> None:
        """Offer the nation and every unit; an office file has its own alone."""
        if not desk.national:
            self.whose.setText(unit_name(desk.catalogue, unit, words.code) if unit is not None else "")
            return
        self.units.clear()
        self.units.addItem(words.say("Turkmenistan"), None)
        known = units_of(desk, period)
        for each in (*known, *([unit] if unit is not None and unit not in known else [])):
            self.units.addItem(unit_name(desk.catalogue, each, words.code), each)
            if each == unit:
                self.units.setCurrentIndex(self.units.count() - 1)
        self.units.view().setMinimumWidth(self.units.view().sizeHintForColumn(0) + theme.px(28))

    def fill_tables(self, names: list[str], current: int) -> None:
        """Offer the breakdowns of a figure; a single one is named above its chart."""
        self.tables.clear()
        self.tables.addItems(names)
        self.tables.setCurrentIndex(current)
        self.tables.setVisible(len(names) > 1)
        if len(names) > 1:
            self.tables.view().setMinimumWidth(self.tables.view().sizeHintForColumn(0) + theme.px(28))

    def write_filled(self, words: Words, counts: tuple[int, int]) -> None:
        """Say how much is answered of what is asked."""
        filled, expected = (words.number(count) for count in counts)
        self.filled_told.setText(
            words.say("Filled: {filled} of {expected}", filled=filled, expected=expected)
        )

    def write_head(self, head: Head) -> None:
        """Write what stands above the charts."""
        self.figure.setText(head.figure or "–")
        self.name.setText(f"{head.code} {head.name}" + (f", {head.unit}" if head.unit else ""))
        self.beside.setText(head.beside)
        self.beside.setVisible(bool(head.beside))

    def show_nothing(self, nothing: str) -> None:
        """Say kindly why there is nothing to draw, or show the charts."""
        self.nothing.setText(nothing)
        self.nothing.setVisible(bool(nothing))
        for part in (self.figure, self.name, self.beside, self.tables, self.strip):
            part.setVisible(not nothing)

    def say(self, text: str) -> None:
        """Say what happens beside the band."""
        if text:
            self.filled_told.setText(text)

    def hint(self, words: Words) -> None:
        """Say how marks are asked, until one is."""
        self.tell(
            "", words.say("Point at a mark, or press Enter and walk with the arrows: its source stands here.")
        )

    def tell(self, told: str, source: str) -> None:
        """Say a mark and where it comes from."""
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.source.setText(source)
        self.strip.setToolTip(source)
