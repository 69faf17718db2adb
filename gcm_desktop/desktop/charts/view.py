"""One chart in the window: walked by arrows, pointed at by the mouse, told in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gcm_desktop.app.dashboard import Kind, Picture
from gcm_desktop.desktop.charts.drawing import Drawing
from gcm_desktop.desktop.charts.looks import LEFT, RIGHT, hatch, on_screen, write
from gcm_desktop.desktop.charts.painting import drawing
from gcm_desktop.desktop.keys import Command, command_of, is_enter
from gcm_desktop.i18n import Words

_EDGE: Final = 10
_HEAD: Final = 24
_SMALLEST: Final = 178  # three rows of tiles below a heading
_ARROWS: Final = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_TURN: Final = 120  # of the wheel, one step


class ChartView(QWidget):
    """A chart in a frame; the mark in focus and the mark under the pointer say what they are."""

    pointed = Signal(int)
    opened = Signal(int)
    taken = Signal()  # it has the focus now
    menu_wanted = Signal(object)  # where on the screen

    def __init__(self, tell: Callable[[ChartView, int], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tell = tell
        self._words: Words | None = None
        self.picture: Picture | None = None
        self.place = -1
        self.under = -1  # the mark the pointer is on
        self._offset = 0.0
        self.framed = True
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # --- what is shown

    def show_picture(self, picture: Picture, words: Words) -> None:
        """Show other figures; the mark in focus stays where it was."""
        same = self.picture is not None and self.picture.kind is picture.kind
        self.picture, self._words = picture, words
        count = len(picture.chart.marks)
        if not same or self.place >= count:
            self.place = self._first()
        self.under = -1
        self._offset = min(self._offset, self._farthest())
        self.setAccessibleName(picture.heading)
        self.setAccessibleDescription("; ".join(f"{mark.label}: {mark.text}" for mark in picture.chart.marks))
        self.update()

    def _first(self) -> int:
        """Begin with what the page is about, else with the first mark that has a figure."""
        marks = self.picture.chart.marks if self.picture is not None else ()
        if self.picture is not None and self.picture.kind is not Kind.FILLED:
            strong = next((n for n, mark in enumerate(marks) if mark.strong), None)
            if strong is not None:
                return strong
        return next((n for n, mark in enumerate(marks) if mark.number is not None), 0 if marks else -1)

    @property
    def empty(self) -> bool:
        """Say whether there is nothing to draw."""
        return self.picture is None or not self.picture.chart.numbers

    def sizeHint(self) -> QSize:
        """Answer Qt."""
        looks = on_screen()
        return QSize(int(looks.px(320)), int(looks.px(180)))

    def minimumSizeHint(self) -> QSize:
        """Answer Qt."""
        looks = on_screen()
        return QSize(int(looks.px(220)), int(looks.px(_SMALLEST if self.framed else 46)))

    def _drawing(self) -> Drawing:
        assert self.picture is not None
        assert self._words is not None
        return drawing(self.picture, on_screen(), self._words)

    def _room(self) -> QRectF:
        looks = on_screen()
        edge = looks.px(_EDGE) if self.framed else 0
        head = looks.px(_HEAD) if self.framed else 0
        return QRectF(self.rect()).adjusted(edge, edge * 0.6 + head, -edge, -edge)

    def _whole(self) -> QRectF:
        """Give the box of all marks, as far up as it is scrolled."""
        room = self._room()
        high = max(room.height(), self._drawing().least(room.height()))
        return QRectF(room.left(), room.top() - self._offset, room.width(), high)

    def _farthest(self) -> float:
        if self.empty:
            return 0.0
        room = self._room()
        return max(0.0, self._drawing().least(room.height()) - room.height())

    def places(self) -> tuple[QRectF, ...]:
        """Give where the marks lie in the window."""
        return () if self.picture is None else self._drawing().places(self._whole())

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, heading and marks."""
        painter, looks = QPainter(self), on_screen()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.framed:
            focused = self.hasFocus()
            painter.setPen(QPen(looks.color("accent" if focused else "line"), 2 if focused else 1))
            painter.setBrush(looks.color("surface"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        if self.picture is None or self._words is None:
            return
        if self.framed:
            self._heading(painter)
        if self.empty:
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.setFont(looks.font(13))
            painter.setPen(looks.color("muted"))
            painter.drawText(self._room(), flags, self.picture.empty)
            return
        room = self._room()
        painter.setClipRect(room.adjusted(-2, 0, 2, 1))
        focus = self.under if self.under >= 0 else self.place if self.hasFocus() else -1
        self._drawing().draw(painter, self._whole(), focus)
        painter.setClipping(False)
        self._more(painter, room)

    def _heading(self, painter: QPainter) -> None:
        assert self.picture is not None
        assert self._words is not None
        looks, edge = on_screen(), on_screen().px(_EDGE)
        box = QRectF(edge, edge * 0.6, self.width() - 2 * edge, looks.px(18))
        if any(mark.partial for mark in self.picture.chart.marks):
            words = self._words.say("in part")
            wide = looks.width(words, 11) + looks.px(22)
            swatch = QRectF(box.right() - wide, box.top() + looks.px(4), looks.px(14), looks.px(10))
            hatch(painter, swatch, looks.color("accent"), 3)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(swatch)
            write(painter, box, words, RIGHT, looks.font(11), looks.color("muted"))
            box.setRight(swatch.left() - looks.px(8))
        write(painter, box, self.picture.heading, LEFT, looks.font(13, "medium"), looks.color("ink"))

    def _more(self, painter: QPainter, room: QRectF) -> None:
        """Show a thin bar where rows lie above or below."""
        farthest = self._farthest()
        if farthest <= 0:
            return
        looks, whole = on_screen(), farthest + room.height()
        high = room.height() * room.height() / whole
        top = room.top() + (room.height() - high) * self._offset / farthest
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(looks.color("line_strong"))
        painter.drawRoundedRect(QRectF(self.width() - looks.px(7), top, looks.px(4), high), 2, 2)

    # --- what is pointed at

    def take(self, place: int) -> None:
        """Put the focus on a mark and bring it into sight."""
        if self.picture is None or not 0 <= place < len(self.picture.chart.marks):
            return
        self.place = place
        if not self.empty:
            room, box = self._room(), self.places()[place]
            up, down = room.top() - box.top(), box.bottom() - room.bottom()
            self._offset = min(max(self._offset + max(down, 0) - max(up, 0), 0.0), self._farthest())
        self._announce()
        self.update()

    def _announce(self) -> None:
        """Say the mark to those who hear the screen, and to the page."""
        if self.picture is None or self.place < 0:
            return
        self.setAccessibleName(f"{self.picture.heading}. {self._tell(self, self.place)}")
        self.pointed.emit(self.place)

    def _at(self, x: float, y: float) -> int:
        if self.empty or not self._room().contains(x, y):
            return -1
        return next((n for n, box in enumerate(self.places()) if box.contains(x, y)), -1)

    def event(self, event: QEvent) -> bool:
        """Tell value and source of the mark under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._at(event.pos().x(), event.pos().y())
            if place >= 0:
                QToolTip.showText(event.globalPos(), self._tell(self, place), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the mark under the pointer."""
        place = self._at(event.position().x(), event.position().y())
        if place != self.under:
            self.under = place
            self._point_again()

    def leaveEvent(self, event: QEvent) -> None:
        """Point at the mark in focus again."""
        super().leaveEvent(event)
        if self.under >= 0:
            self.under = -1
            self._point_again()

    def _point_again(self) -> None:
        """Say the mark under the pointer, else the one in focus."""
        place = self.under if self.under >= 0 else self.place if self.hasFocus() else -1
        if place >= 0:
            self.pointed.emit(place)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the mark under the pointer."""
        self.take(self._at(event.position().x(), event.position().y()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show where the mark comes from."""
        place = self._at(event.position().x(), event.position().y())
        if place >= 0:
            self.opened.emit(place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the chart; the menu key asks too."""
        self.menu_wanted.emit(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll where there are more rows than room."""
        if self._farthest() <= 0 or event.modifiers():
            event.ignore()
            return
        turned = event.angleDelta().y() / _TURN * on_screen().px(48)
        self._offset = min(max(self._offset - turned, 0.0), self._farthest())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the marks in sight."""
        super().resizeEvent(event)
        self._offset = min(self._offset, self._farthest())

    # --- keys

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say the mark in focus."""
        super().focusInEvent(event)
        self.taken.emit()
        self.take(self.place)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw without the focus."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End walk the marks; Enter shows where one comes from."""
        key, count = Qt.Key(event.key()), len(self.picture.chart.marks) if self.picture else 0
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in _ARROWS and count and not self.empty:
            self.take(self._drawing().beside(self.place, key))
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End) and count:
            self.take(0 if key == Qt.Key.Key_Home else count - 1)
        elif (plain and is_enter(event)) or command_of(event) is Command.WHY:
            if self.place >= 0:
                self.opened.emit(self.place)
        else:
            super().keyPressEvent(event)
