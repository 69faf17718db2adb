"""The table of arriving files: a box to tick, then the line as the rehearsal shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from gcm_desktop.app.inbox import Entry
from gcm_desktop.app.looking_again import Ground
from gcm_desktop.app.receiving import Status
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.dialogs.plan_words import STATUS, TAKEN, whose
from gcm_desktop.desktop.dialogs.rows import AnyIndex, Column, Line, LineCell, LineTable
from gcm_desktop.desktop.glyphs import Glyph
from gcm_desktop.desktop.keys import letter_of
from gcm_desktop.domain.catalogue import Catalogue
from gcm_desktop.i18n import Words, mark

AGAIN: Final = {
    Ground.RECEIVED: mark("Looked at again, because another file was received meanwhile."),
    Ground.TURNED: mark("Looked at again, because a received file was withdrawn or put back meanwhile."),
    Ground.LOCKED: mark("Looked at again, because a return was locked or opened meanwhile."),
    Ground.DECIDED: mark("Looked at again, because a difference was decided meanwhile."),
    Ground.PURGED: mark("Looked at again, because content was removed for good meanwhile."),
    Ground.OTHER: mark("Looked at again, because the file has changed meanwhile."),
}
LOCKED = (mark("locked"), Glyph.NOT_APPLICABLE)


class KeyedTable(LineTable):
    """A list whose letters do something; a letter is told by its place on the keyboard."""

    def __init__(self, keys: Mapping[str, Callable[[], object]], parent: QWidget | None = None) -> None:
        super().__init__(None, parent)
        self._keys = keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key asks; the arrows stay with the list."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        name = _NAMES.get(Qt.Key(event.key())) or letter_of(event)
        if plain and name in self._keys:
            self._keys[name]()
            event.accept()
            return
        super().keyPressEvent(event)


_NAMES: Final = {
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Delete: "Delete",
}


class TickCell(LineCell):
    """Draws the box of the first column, and the sign before the second."""

    def _sign(self, index: AnyIndex) -> tuple[Line, bool]:
        line, _ = super()._sign(index)
        return line, index.column() == 1 and line.sign is not None

    def paint(self, painter: QPainter, option: Any, index: AnyIndex) -> None:
        """Draw the box, or the text like any other list."""
        if index.column():
            super().paint(painter, option, index)
            return
        line, _ = self._sign(index)
        super().paint(painter, option, index)
        entry: Entry = line.thing
        if not entry.open:
            return
        side = theme.px(14)
        box = QRectF(option.rect.left() + theme.px(10), option.rect.center().y() - side / 2, side, side)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("muted"), 1.2))
        painter.drawRoundedRect(box, 2, 2)
        if entry.ticked:
            painter.setPen(QPen(theme.color("accent"), 2))
            points = ((0.2, 0.5), (0.42, 0.74), (0.82, 0.26))
            painter.drawPolyline(
                QPolygonF([QPointF(box.x() + x * side, box.y() + y * side) for x, y in points])
            )
        painter.restore()


class FileTable(KeyedTable):
    """The arriving files."""

    def __init__(self, keys: Mapping[str, Callable[[], object]], parent: QWidget | None = None) -> None:
        super().__init__(keys, parent)
        self.setItemDelegate(TickCell(self))

    def _fit(self) -> None:
        """Keep the box narrow; the sign stands before the second column here."""
        super()._fit()
        room = self.columnWidth(0) - theme.px(36)
        for column, width in (
            (0, theme.px(36)),
            (1, self.columnWidth(1) + theme.px(22)),
            (2, self.columnWidth(2) + room - theme.px(22)),
        ):
            self.setColumnWidth(column, width)
        self.resizeRowsToContents()


def columns(words: Words) -> tuple[Column, ...]:
    """Give the columns of the list of files."""
    say = words.say
    return (
        Column(""),
        Column(say("State")),
        Column(say("Unit and file"), share=3),
        Column(say("Cells"), share=2),
    )


def line(words: Words, catalogue: Catalogue, entry: Entry) -> Line:
    """Give the line of one file."""
    planned = entry.planned
    word, sign = TAKEN if entry.taken else LOCKED if entry.locked else STATUS[planned.status]
    about = " · ".join(filter(None, whose(words, catalogue, planned)))
    texts = (
        "",
        words.say(word),
        "\n".join(filter(None, (about, planned.name, words.say(AGAIN[entry.again]) if entry.again else ""))),
        _cells(words, entry) if planned.digest else "",
    )
    faint = not entry.open and planned.status is not Status.REFUSED
    return Line(texts, entry, sign, faint=faint)


def _cells(words: Words, entry: Entry) -> str:
    """Count what a file says, leaving out what there is none of."""
    say, counts = words.say, entry.counts
    parts = (
        (counts.new, say("new: {n}", n=words.number(counts.new))),
        (counts.changed, say("changed: {n}", n=words.number(counts.changed))),
        (counts.equal, say("equal: {n}", n=words.number(counts.equal))),
        (counts.conflicts, say("conflicts: {n}", n=words.number(counts.conflicts))),
        (counts.unread, say("unread: {n}", n=words.number(counts.unread))),
    )
    return " · ".join(text for number, text in parts if number)
