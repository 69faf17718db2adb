"""Beside the nation's table: what one figure is made of, where it lies, and what it was before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gcm_desktop.app import coverage, display, nation
from gcm_desktop.app.dashboard_nation import country_picture
from gcm_desktop.app.nation import Line, Overview, UnitPart
from gcm_desktop.desktop.charts.painting import Sheet
from gcm_desktop.desktop.coordinator.nation_bars import UnitBars
from gcm_desktop.desktop.coordinator.nation_map import TileMap
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.desktop.dialogs.sheet import dress, role
from gcm_desktop.desktop.sparkline import Sparkline
from gcm_desktop.domain.units import ReportingUnit
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words


class NationPane(QScrollArea):
    """The figure of a line, its units on the map and as bars, and the line of earlier periods."""

    opened = Signal(object)  # the ReportingUnit whose return is wanted

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.overview: Overview | None = None
        self.line: Line | None = None
        self._parts: tuple[UnitPart, ...] = ()
        self.heading = role(QLabel(), "strong")
        self.figure = role(QLabel(), "title")
        self.said, self.bodies, self.source = (role(QLabel(), "side") for _ in range(3))
        self.past = role(QLabel(), "side")
        self.map, self.bars, self.history = TileMap(), UnitBars(), Sparkline()
        self.save_button = QPushButton()
        self.save_button.hide()  # until there is something to save
        self._lay_out()
        self.map.pointed.connect(self._point_area)
        self.map.opened.connect(lambda area: self._open(self._row_of(area)))
        self.bars.pointed.connect(self._point_row)
        self.bars.opened.connect(self._open)
        self.save_button.clicked.connect(self._save)
        self.retranslate(words)

    def _lay_out(self) -> None:
        body = QFrame(self)
        body.setProperty("side", "right")
        box = QVBoxLayout(body)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(8)
        for label in (self.heading, self.said, self.bodies, self.source, self.past):
            label.setWordWrap(True)
        for part in (self.heading, self.figure, self.said, self.bodies, self.map, self.bars, self.source):
            box.addWidget(part)
        box.addWidget(self.past)
        box.addWidget(self.history)
        self.save_button.setProperty("flat", True)
        box.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def retranslate(self, words: Words) -> None:
        """Write everything in another language."""
        self.words = words
        self.save_button.setText(words.say("Save the picture…"))
        dress(self.save_button, "download", "muted")
        if self.overview is not None:
            self.show_line(self.overview, self.line)

    def show_line(self, overview: Overview, line: Line | None) -> None:
        """Show what a line is made of; a goal shows nothing but its name."""
        words = self.words
        self.overview, self.line = overview, line
        asked = line is not None and bool(line.cell)
        for part in (self.figure, self.said, self.bodies, self.map, self.bars, self.past, self.history):
            part.setVisible(asked)
        self.save_button.setVisible(asked)
        self.source.clear()
        if line is None or not asked:
            self._parts = ()
            self.heading.setText(line.label.of(words.code) if line is not None else "")
            return
        figure, chart = overview.figure(line), overview.chart(words, line)
        self._parts = overview.parts(line)
        self.heading.setText(nation.title(words, line))
        self.figure.setText(overview.shown(words, line) or "–")
        total = figure.total
        self.said.setText(coverage.in_full(words, overview.desk.catalogue, total) if total else "")
        if figure.both is not None and (change := display.shown_change(words, *figure.alike)):
            both = words.say("Change among units that answered both times: {count}", count=figure.both)
            self.said.setText(f"{self.said.text()}\n{both}, {change}")
        bodies = overview.said_by_bodies(words, line)
        self.bodies.setText(words.say("State bodies say: {figures}", figures=bodies) if bodies else "")
        self.bodies.setVisible(bool(bodies))
        self.map.show_chart(chart)
        self.bars.show_chart(chart)
        self.save_button.setVisible(self.map.isVisibleTo(self))
        self._show_past(overview, line)
        self._point_row(self.bars.row)

    def _show_past(self, overview: Overview, line: Line) -> None:
        words = self.words
        found = nation.series(overview.desk, line, overview.nation.period.text)
        told = [f"{words.period_short(period)}: {words.number(number)}" for period, number in found]
        self.history.show_figures([float(number) for _, number in found], None, "\n".join(told))
        self.past.setText(" · ".join(told[-4:]))
        self.past.setVisible(len(told) > 1)

    # What is pointed at

    def _row_of(self, area: str) -> int:
        return next((n for n, part in enumerate(self._parts) if part.unit.area == area), -1)

    def _point_area(self, area: str) -> None:
        row = self._row_of(area)
        if row >= 0:
            self.bars.row = row
            self.bars.update()
            self._point_row(row)

    def _point_row(self, row: int) -> None:
        """Say value and source of a unit under the pictures and where the pointer is."""
        if self.overview is None or self.line is None or not 0 <= row < len(self._parts):
            return
        mark, part = self.bars.chart.marks[row], self._parts[row]
        if part.unit.area in {m.area for m in self.map.chart.marks}:
            self.map.focus_area = part.unit.area
            self.map.update()
        source = self.overview.source(self.words, self.line, part.unit)
        text = f"{mark.label}: {mark.text}" + (f"\n{source}" if source else "")
        self.source.setText(text)
        self.map.setToolTip(text)
        self.bars.setToolTip(text)

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._parts):
            unit: ReportingUnit = self._parts[row].unit
            self.opened.emit(unit)

    # The picture

    def _save(self) -> None:
        if self.overview is None or self.line is None:
            return
        title = self.words.say("Save the picture…")
        name = f"{self.line.indicator} {self.overview.nation.period.text}.png"
        start = str(self.overview.desk.file.path.with_name(name))
        chosen, _ = QFileDialog.getSaveFileName(self, title, start, "PNG (*.png);;SVG (*.svg)")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, out: Path) -> None:
        """Write the map of the line as PNG or SVG and say that it is written."""
        if self.overview is None or self.line is None:
            return
        out = out if out.suffix.lower() in (".png", ".svg") else out.with_name(f"{out.name}.png")
        try:
            Sheet(country_picture(self.words, self.overview, self.line), self.words).save(out)
        except OSError:
            show_error(self, self.words, UserError("E308", file=out.name))
            return
        self.source.setText(self.words.say("Written: {file}", file=out.name))
