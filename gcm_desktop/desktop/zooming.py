"""Ctrl with the wheel or with plus, minus and zero makes everything in the window larger or smaller."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from gcm_desktop.app import people
from gcm_desktop.desktop import theme

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow


class Zooming(QObject):
    """Steps through the sizes; the first and the last stop."""

    worn = Signal()  # the window wears another look or size

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        keys = {"Ctrl++": 1, "Ctrl+=": 1, "Ctrl+-": -1, "Ctrl+0": 0}
        for text, step in keys.items():
            shortcut = QShortcut(QKeySequence(text), window)
            shortcut.activated.connect(lambda step=step: self.step(step))

    def watch(self, part: QWidget) -> None:
        """Listen to the wheel in every part that would scroll."""
        for area in cast("list[QAbstractScrollArea]", part.findChildren(QAbstractScrollArea)):
            area.viewport().installEventFilter(self)

    def step(self, step: int) -> None:
        """Take the size beside; no step is the plain size."""
        worn = theme.current()
        place = theme.ZOOMS.index(worn.zoom) + step
        zoom = theme.ZOOMS[min(max(place, 0), len(theme.ZOOMS) - 1)] if step else theme.ZOOMS[0]
        if zoom != worn.zoom:
            self._window.set_look(worn.name, zoom)

    def wear(self, name: str, zoom: int) -> None:
        """Wear a theme at a size, now and at the next start."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        people.set_preference("theme", name)
        people.set_preference("zoom", str(zoom))
        theme.apply(app, name, zoom)
        self._window.fit()
        self.worn.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn the wheel into steps while Ctrl is held."""
        if (
            event.type() == QEvent.Type.Wheel
            and isinstance(event, QWheelEvent)
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            turned = event.angleDelta().y()
            if turned:
                self.step(1 if turned > 0 else -1)
            return True
        return super().eventFilter(watched, event)
