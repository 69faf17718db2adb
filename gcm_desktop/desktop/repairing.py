"""The button below the findings of a cell: shows what mending a likely slip would change, and mends it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gcm_desktop.app import causes
from gcm_desktop.desktop.mark_button import MarkButton
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.domain.causes import Cause

KEY = "Shift+F4"


class RepairButton(MarkButton):
    """Offers the repair of the first slip that has one; hidden where there is nothing to mend."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("→", "", parent)
        self.setCheckable(False)
        self._sheet: OpenReturn | None = None
        self._cause: Cause | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.show_repair)
        key = QShortcut(QKeySequence(KEY), parent)
        key.activated.connect(self.show_repair)
        self.hide()

    def offer(self, sheet: OpenReturn, found: Sequence[Cause]) -> None:
        """Offer to mend the first of some slips that can be mended here."""
        self._sheet = sheet
        self._cause = None if sheet.closed else next((cause for cause in found if cause.repair), None)
        name = sheet.words.say("Show the repair…")
        self.setText(f"{name}  {KEY}")
        self.setAccessibleName(name)
        self.setVisible(self._cause is not None)

    def show_repair(self) -> None:
        """Show old and new of every cell; nothing changes before it is confirmed with a reason."""
        from gcm_desktop.desktop.coordinator.preview import Repair

        sheet, cause = self._sheet, self._cause
        if sheet is None or cause is None or sheet.closed:
            return
        found = causes.repairs(sheet.desk, sheet.key, cause)
        said = causes.said(sheet.words, sheet.desk, cause)
        if Repair(sheet.desk, sheet.words, self.window(), found, said).exec():
            sheet.read_again(frozenset(one.cell for one in found))
