"""What is done with a mark or a chart of the charts: told, traced, copied, saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QMenu

from gcm_desktop.app.dashboard import Kind
from gcm_desktop.desktop.charts.painting import Sheet
from gcm_desktop.desktop.charts.view import ChartView
from gcm_desktop.desktop.dialogs.message import show_error
from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.desktop.dashboard import Dashboard


class Marks(QObject):
    """The verbs of the marks on one page."""

    def __init__(self, page: Dashboard) -> None:
        super().__init__(page)
        self._page = page

    def watch(self, chart: ChartView) -> None:
        """Listen to a chart."""
        chart.pointed.connect(lambda place: self._say(chart, place))
        chart.opened.connect(lambda place: self.open(chart, place))
        chart.taken.connect(lambda: self._take(chart))
        chart.menu_wanted.connect(lambda where: self._menu(chart, where))

    def _take(self, chart: ChartView) -> None:
        self._page.active = chart
        if chart is not self._page.band:
            self._page.area.ensureWidgetVisible(chart, 0, 0)

    def _told(self, chart: ChartView, place: int) -> tuple[str, str]:
        page = self._page
        if page.view is None or chart.picture is None or not 0 <= place < len(chart.picture.chart.marks):
            return "", ""
        return page.view.told(page.words, chart.picture, place)

    def tell(self, chart: ChartView, place: int) -> str:
        """Say a mark whole, for the pointer and for those who hear the screen."""
        return "\n".join(part for part in self._told(chart, place) if part)

    def _say(self, chart: ChartView, place: int) -> None:
        """Say a mark under the charts."""
        self._page.frame.tell(*self._told(chart, place))

    def open(self, chart: ChartView, place: int) -> None:
        """Show where a mark comes from; of a goal, its first figure."""
        page = self._page
        if page.view is None or chart.picture is None or not 0 <= place < len(chart.picture.origins):
            return
        from gcm_desktop.desktop.dialogs.why import show_why, show_why_nation

        origin = chart.picture.origins[place]
        if chart.picture.kind is Kind.FILLED:
            page.show_goal(origin.goal)
        elif origin.unit is None:
            show_why_nation(page.window_of, origin.cells[-1], origin.period)
        elif (answer := page.view.answer(origin)) is not None:
            show_why(page.window_of, *answer)
        else:
            page.frame.tell(self._told(chart, place)[0], page.words.say("Nobody has answered this yet."))

    def _menu(self, chart: ChartView, where: QPoint) -> None:
        """Offer what can be done with a mark and its chart."""
        page = self._page
        page.active = chart
        if page.view is None or chart.picture is None:
            return
        say, menu, origins = page.words.say, QMenu(page), chart.picture.origins
        place = chart.under if chart.under >= 0 else chart.place
        menu.addAction(f"{say('Where it comes from')}\tEnter", lambda: self.open(chart, place))
        answer = page.view.answer(origins[place]) if 0 <= place < len(origins) else None
        if answer is not None:
            menu.addAction(say("Go to the answer"), lambda: page.answer_wanted.emit(*answer))
        menu.addSeparator()
        if chart is not page.band:
            menu.addAction(say("Smaller again") if page.enlarged else say("Enlarge"), page.enlarge)
        menu.addAction(f"{say('Copy the picture')}\tCtrl+C", self.copy)
        menu.addAction(f"{say('Save the picture…')}\tCtrl+S", self.save)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def copy(self) -> None:
        """Put the chart in focus on the clipboard."""
        page = self._page
        if page.active.picture is not None:
            Sheet(page.active.picture, page.words).copy()
            page.frame.tell(page.words.say("The picture is on the clipboard."), "")

    def save(self) -> None:
        """Ask where the chart in focus goes, and write it there."""
        page, picture = self._page, self._page.active.picture
        if picture is None:
            return
        whose = str(page.unit) if page.unit is not None else "TM"
        code = "" if picture.kind is Kind.FILLED else page.code
        name = " ".join(part for part in (code, whose, page.period, picture.kind.value) if part)
        start = str(page.window_of.desk.file.path.with_name(f"{name}.png"))
        title = page.words.say("Save the picture…")
        chosen, _ = QFileDialog.getSaveFileName(page, title, start, "PNG (*.png);;SVG (*.svg)")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, out: Path) -> None:
        """Write the chart in focus as PNG or SVG, by the ending of the name, and say that it is written."""
        page = self._page
        if page.active.picture is None:
            return
        out = out if out.suffix.lower() in (".png", ".svg") else out.with_name(f"{out.name}.png")
        try:
            Sheet(page.active.picture, page.words).save(out)
        except OSError:
            show_error(page, page.words, UserError("E308", file=out.name))
            return
        page.frame.tell(page.words.say("Written: {file}", file=out.name), "")
