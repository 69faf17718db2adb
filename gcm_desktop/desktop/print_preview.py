"""The pages as they will be: one below the other, drawn beside the window as they come into view."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, QRect, QSize, Qt, QThread, Signal
from PySide6.QtGui import (
    QHideEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from gcm_desktop.desktop import theme
from gcm_desktop.desktop.printing import Pages, Size

_AIR: Final = 18  # pixels around and between the pages
_KEPT: Final = 4  # pages before and after those in view whose pictures stay
_SMALLEST: Final = 0.2
_LARGEST: Final = 5.0
_STEP: Final = 1.25
_SCREEN: Final = 96 / 72  # pixels a point has at 100 %


class Fit(StrEnum):
    """What of a page the view shows at once."""

    WIDTH = "width"
    PAGE = "page"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Room:
    """The room a view gives to pages, to be asked from any thread."""

    wide: int
    high: int
    fit: Fit
    scale: float  # pixels a point has where nothing is fitted
    ratio: float  # dots in a pixel

    def fitting(self, sizes: Sequence[Size]) -> float:
        """Give how many pixels a point has."""
        scale = self.scale
        if self.fit is not Fit.FREE and sizes:
            scale = self.wide / max(wide for wide, _ in sizes)
        if self.fit is Fit.PAGE and sizes:
            scale = min(scale, self.high / max(high for _, high in sizes))
        return min(_LARGEST, max(_SMALLEST, scale))

    def dots(self, sizes: Sequence[Size], page: int) -> int:
        """Give how many dots broad a page is drawn."""
        return round(round(sizes[page][0] * self.fitting(sizes)) * self.ratio)


class PageDrawer(QThread):
    """Draws wanted pages one after the other; a later wish replaces the earlier ones."""

    drawn = Signal(int, int, int, object)  # number of the document, page, width in dots, picture

    def __init__(self, lane: threading.Lock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane  # the library that draws takes one caller at a time
        self._news = threading.Condition()
        self._document: tuple[int, bytes] = (0, b"")
        self._wanted: list[tuple[int, int]] = []
        self._ended = False

    def take(self, number: int, data: bytes) -> None:
        """Draw from another document from now on."""
        with self._news:
            self._document, self._wanted = (number, data), []

    def want(self, wanted: Sequence[tuple[int, int]]) -> None:
        """Wish for pages as pairs of page and width in dots, the most urgent first."""
        with self._news:
            self._wanted = list(wanted)
            self._news.notify()
        if wanted and not self.isRunning():
            self.start()

    def rest(self) -> None:
        """Draw nothing more until the next wish, and wait for the page under way."""
        with self._news:
            self._ended, self._wanted = True, []
            self._news.notify()
        self.wait()
        self._ended = False

    def run(self) -> None:
        """Draw until the end."""
        held, pages = 0, None
        while (wish := self._next()) is not None:
            number, data, page, wide = wish
            with self._lane:
                if pages is None or number != held:
                    if pages is not None:
                        pages.close()
                    held, pages = number, Pages(data)
                picture = pages.picture(page, wide / pages.sizes()[page][0])
            self.drawn.emit(number, page, wide, picture)
        if pages is not None:
            with self._lane:
                pages.close()

    def _next(self) -> tuple[int, bytes, int, int] | None:
        with self._news:
            while not self._wanted and not self._ended:
                self._news.wait()
            if self._ended:
                return None
            page, wide = self._wanted.pop(0)
            return (*self._document, page, wide)


class Preview(QAbstractScrollArea):
    """A column of pages; what is not drawn yet is white paper, what is drawn stays until it is drawn anew."""

    page_changed = Signal(int, int)  # the page in view, counted from 1, and how many there are
    fit_changed = Signal(object)

    def __init__(self, lane: threading.Lock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sizes: tuple[Size, ...] = ()
        self.pictures: dict[int, tuple[int, QImage]] = {}  # page: width in dots and picture
        self.told = ""  # what is said where there is no page
        self.fit, self._scale = Fit.WIDTH, 1.0
        self._places: list[QRect] = []
        self._number, self._page = 0, 0
        self._drawer = PageDrawer(lane, self)
        self._drawer.drawn.connect(self._take_picture)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._moved())
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())

    @property
    def page(self) -> int:
        """Give the page in view, counted from 0."""
        return self._page

    @property
    def percent(self) -> int:
        """Give the size of the pages against paper held to the screen."""
        return round(100 * self._scale / _SCREEN)

    def show_pages(self, data: bytes, sizes: tuple[Size, ...], first: Mapping[int, QImage]) -> None:
        """Show another document at the same place, with pictures that are drawn already."""
        top = self.verticalScrollBar().value()
        self._number += 1
        self._drawer.take(self._number, data)
        self.sizes, self.told = sizes, ""
        self.pictures = {page: (picture.width(), picture) for page, picture in first.items()}
        self._arrange()
        self.verticalScrollBar().setValue(top)
        self._moved()

    def show_words(self, text: str) -> None:
        """Show no pages but words in their place."""
        self._number += 1
        self._drawer.take(self._number, b"")
        self.sizes, self.pictures, self.told = (), {}, text
        self._arrange()
        self._moved()

    @property
    def room(self) -> Room:
        """Give the room the pages have here."""
        air, view = 2 * theme.px(_AIR), self.viewport().size()
        return Room(view.width() - air, view.height() - air, self.fit, self._scale, self.devicePixelRatioF())

    def set_fit(self, fit: Fit) -> None:
        """Show pages as broad as the view, or whole."""
        self._set(fit, self._scale)

    def zoom(self, steps: int) -> None:
        """Show the pages larger or smaller."""
        self._set(Fit.FREE, min(_LARGEST, max(_SMALLEST, self._scale * _STEP**steps)))

    def _set(self, fit: Fit, scale: float) -> None:
        page = self._page
        self.fit, self._scale = fit, scale
        self._arrange()
        self.go_to(page)
        self.fit_changed.emit(fit)

    def go_to(self, page: int) -> None:
        """Bring a page, counted from 0, to the top of the view."""
        if self._places:
            page = min(max(page, 0), len(self._places) - 1)
            self.verticalScrollBar().setValue(self._places[page].top() - theme.px(_AIR) // 2)
            self._moved(page)

    # --- where the pages lie

    def _arrange(self) -> None:
        self._scale = self.room.fitting(self.sizes)
        air, y = theme.px(_AIR), theme.px(_AIR)
        broad = max([self.viewport().width(), *(round(w * self._scale) + 2 * air for w, _ in self.sizes)])
        self._places = []
        for wide, high in self.sizes:
            place = QRect(0, y, round(wide * self._scale), round(high * self._scale))
            place.moveLeft((broad - place.width()) // 2)
            self._places.append(place)
            y = place.bottom() + 1 + air
        view = self.viewport().size()
        for bar, whole, seen in (
            (self.verticalScrollBar(), y, view.height()),
            (self.horizontalScrollBar(), broad, view.width()),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(theme.px(48))
        self.viewport().update()

    def _moved(self, page: int | None = None) -> None:
        """Learn which page is in view, wish for its picture, and let go of those far away."""
        before = self._page, len(self.sizes)
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        found = next((n for n, place in enumerate(self._places) if middle <= place.bottom()), None)
        last = max(0, len(self._places) - 1)
        self._page = page if page is not None else last if found is None else found
        self._wish()
        self.viewport().update()
        self.page_changed.emit(self._page + 1 if self.sizes else 0, len(self.sizes))
        if before != (self._page, len(self.sizes)):
            self.setAccessibleDescription(f"{self._page + 1} / {len(self.sizes)}")

    def _wish(self) -> None:
        top = self.verticalScrollBar().value()
        view = QRect(0, top, 10**6, self.viewport().height())
        seen = [n for n, place in enumerate(self._places) if place.intersects(view)]
        if not seen or not self.isVisible():
            self._drawer.want([])
            return
        near = range(max(0, seen[0] - _KEPT), min(len(self._places), seen[-1] + 1 + _KEPT))
        self.pictures = {page: drawn for page, drawn in self.pictures.items() if page in near}
        room = self.room
        order = [*seen, seen[-1] + 1, seen[0] - 1]
        wanted = [(page, room.dots(self.sizes, page)) for page in order if page in near]
        self._drawer.want([one for one in wanted if self.pictures.get(one[0], (0,))[0] != one[1]])

    def _take_picture(self, number: int, page: int, wide: int, picture: object) -> None:
        if number == self._number and isinstance(picture, QImage):
            self.pictures[page] = (wide, picture)
            self.viewport().update()

    # --- what Qt asks

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pages in view on the ground."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        view = self.viewport().rect()
        painter.fillRect(view, theme.color("sunken"))
        painter.setPen(theme.color("line_strong"))
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for page, place in enumerate(self._places):
            here = place.translated(-across, -down)
            if not here.intersects(view):
                continue
            painter.fillRect(here, Qt.GlobalColor.white)
            if page in self.pictures:
                painter.drawImage(here, self.pictures[page][1])
            painter.drawRect(here.adjusted(-1, -1, 0, 0))
        if self.told:
            room = view.adjusted(theme.px(60), 0, -theme.px(60), 0)
            painter.setPen(theme.color("muted"))
            painter.setFont(theme.font(15))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.told)
        if self.hasFocus():
            painter.setPen(theme.color("accent"))
            painter.drawRect(view.adjusted(0, 0, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new room and stay at the same page."""
        super().resizeEvent(event)
        page = self._page
        self._arrange()
        if self.fit is not Fit.FREE and page:
            self.go_to(page)
        else:
            self._moved()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what is in view."""
        super().showEvent(event)
        self._arrange()
        self._moved()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the thread go before the window does."""
        self._drawer.rest()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages, scroll, and change the size."""
        bar, key = self.verticalScrollBar(), event.key()
        if key == Qt.Key.Key_PageDown:
            self.go_to(self._page + 1)
        elif key == Qt.Key.Key_PageUp:
            self.go_to(self._page - 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if key == Qt.Key.Key_Home else len(self.sizes))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            bar.setValue(bar.value() + bar.singleStep() * (1 if key == Qt.Key.Key_Down else -1))
        elif event.text() in ("+", "=", "-"):
            self.zoom(-1 if event.text() == "-" else 1)
        elif event.text() in ("0", "1"):
            self.set_fit(Fit.WIDTH if event.text() == "0" else Fit.PAGE)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or change the size with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            return
        super().wheelEvent(event)

    def sizeHint(self) -> QSize:
        """Ask for the width of a page that can be read."""
        return QSize(theme.px(680), theme.px(560))
