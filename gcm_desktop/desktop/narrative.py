"""The written part of a goal: five fields; what is typed is on the disk within a second."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from gcm_desktop.app import wording
from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.desktop.full_text import label
from gcm_desktop.desktop.keys import Command, command_of
from gcm_desktop.desktop.open_return import OpenReturn
from gcm_desktop.domain.cells import NARRATIVES
from gcm_desktop.domain.entries import clean

_WAIT: Final = 800  # ms from the first key not yet saved to the saving
_SHORT: Final = 1500  # what fits beside the others on a printed page
_OF_THE_FIELD: Final = ("copy", "paste", "cut", "next empty")


class NarrativePage(QScrollArea):
    """Situation, progress, challenges, good practice and next steps of one goal."""

    asked_for = Signal(object)  # a Command that is not a field's own

    def __init__(self, sheet: OpenReturn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._goal = 0
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget(self)
        inner.setProperty("clear", True)
        box = QVBoxLayout(inner)
        box.setContentsMargins(24, 16, 24, 24)
        box.setSpacing(6)
        self.fields = {section: _Field(section, inner) for section in NARRATIVES}
        for field in self.fields.values():
            field.paused.connect(self.save)
            field.asked_for.connect(self.asked_for)
            box.addWidget(field)
        box.addStretch(1)
        self.setWidget(inner)
        self.watch(sheet)

    def watch(self, sheet: OpenReturn) -> None:
        """Belong to another return."""
        self._sheet = sheet
        sheet.changed.connect(self._on_changed)
        sheet.checked.connect(self._show_findings)
        self.retranslate()

    def retranslate(self) -> None:
        """Write the heads and counters in the language of the return."""
        words = self._sheet.words
        for section, field in self.fields.items():
            field.head.setText(self._sheet.desk.catalogue.narratives[section].of(words.code))
            field.edit.setAccessibleName(field.head.text())
            self._count(field)
        self._show_findings()

    def show_goal(self, goal: int) -> None:
        """Show the texts of a goal; what was typed in the last one is saved first."""
        self.save_all()
        self._goal = goal
        for field in self.fields.values():
            field.show_text(self._sheet.value(self._cell(field)).text)
            field.edit.setReadOnly(self._sheet.closed)
            self._count(field)
        self._show_findings()
        self.verticalScrollBar().setValue(0)

    def first(self) -> None:
        """Put the keyboard into the first field."""
        self.fields[NARRATIVES[0]].edit.setFocus()

    def save_all(self) -> None:
        """Put every field on the disk."""
        for field in self.fields.values():
            self.save(field)

    def save(self, field: _Field) -> None:
        """Put one field on the disk when it differs from what is there."""
        field.pause.stop()
        text = clean(field.edit.toPlainText())
        typed = text != field.shown  # what came from elsewhere meanwhile is not written over
        if self._goal and typed and text != self._sheet.value(self._cell(field)).text:
            field.saving = True  # the hand goes on typing: its text and cursor stay as they are
            kept = self._sheet.enter(self._cell(field), text)
            field.saving = False
            if kept:
                field.shown = text
        self._count(field)

    def _cell(self, field: _Field) -> str:
        return f"N{self._goal:02d}.{field.section}"

    def _on_changed(self, cells: frozenset[str]) -> None:
        for field in self.fields.values():
            if self._goal and self._cell(field) in cells and not (field.saving or field.pause.isActive()):
                text = self._sheet.value(self._cell(field)).text
                if clean(field.edit.toPlainText()) != text:
                    field.show_text(text)
                self._count(field)

    def _show_findings(self) -> None:
        """Say below each text what was found in it."""
        sheet = self._sheet
        for field in self.fields.values():
            found = sheet.issues_of(self._cell(field)) if self._goal else ()
            texts = [wording.rule_sentence(sheet.words, sheet.desk.catalogue, issue) for issue in found]
            field.found.setText("\n".join(texts))
            field.found.setVisible(bool(texts))

    def _count(self, field: _Field) -> None:
        words = self._sheet.words
        length = len(field.edit.toPlainText())
        field.counter.setText(
            words.say("{n} of about {most} characters", n=words.number(length), most=words.number(_SHORT))
        )
        unsaved = field.pause.isActive()
        held = bool(field.edit.toPlainText().strip())
        field.state.setText(words.say("not saved yet") if unsaved else words.say("saved") if held else "")
        field.sign.setVisible(held and not unsaved)
        role = "unsaved" if unsaved else "good"
        if field.state.property("role") != role:
            field.state.setProperty("role", role)
            field.state.style().unpolish(field.state)
            field.state.style().polish(field.state)


class _Field(QWidget):
    """One text with its head, counter and state."""

    paused = Signal(object)
    asked_for = Signal(object)

    def __init__(self, section: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.section = section
        self.head, self.counter, self.state = QLabel(self), QLabel(self), QLabel(self)
        self.sign = QLabel(self)
        self.sign.setPixmap(glyphs.pixmap(glyphs.Glyph.GOOD, theme.px(13)))
        self.found = label("unsaved")
        self.found.hide()
        self.head.setProperty("role", "strong")
        self.counter.setProperty("role", "side")
        self.edit = QPlainTextEdit(self)
        self.edit.setTabChangesFocus(True)
        self.edit.setMinimumHeight(theme.px(84))
        self.edit.textChanged.connect(self._typed)
        self.edit.installEventFilter(self)
        self.saving = False
        self.pause = QTimer(self, singleShot=True, interval=_WAIT)
        self.pause.setTimerType(Qt.TimerType.PreciseTimer)
        self.pause.timeout.connect(lambda: self.paused.emit(self))
        line = QHBoxLayout()
        line.addWidget(self.head)
        line.addStretch(1)
        line.addWidget(self.sign)
        line.addWidget(self.state)
        line.addSpacing(12)
        line.addWidget(self.counter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 8)
        box.setSpacing(4)
        box.addLayout(line)
        box.addWidget(self.edit)
        box.addWidget(self.found)
        self._typing = True
        self.shown = ""  # as it was last shown or saved

    def show_text(self, text: str) -> None:
        """Show a text that is on the disk already."""
        self._typing = False
        self.shown = clean(text)
        self.edit.setPlainText(text)
        self._typing = True

    def _typed(self) -> None:
        if self._typing:
            if not self.pause.isActive():  # a quick hand that never rests is saved all the same
                self.pause.start()
            page = self.parent()
            while page is not None and not isinstance(page, NarrativePage):
                page = page.parent()
            if page is not None:
                page._count(self)

    def _step_back(self, command: Command) -> None:
        """Take typing back by its place on the keyboard; where none is left, the last step of the return."""
        text = self.edit.document()
        if command is Command.UNDO and text.isUndoAvailable():
            self.edit.undo()
        elif command is Command.REDO and text.isRedoAvailable():
            self.edit.redo()
        else:
            self.asked_for.emit(command)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save when the field is left; keys of the window go to the window."""
        if event.type() == QEvent.Type.FocusOut and self.pause.isActive():
            self.paused.emit(self)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            command = command_of(event)
            if command in (Command.UNDO, Command.REDO):
                self._step_back(command)
                return True
            if command is not None and command.value not in _OF_THE_FIELD:
                self.asked_for.emit(command)
                return True
        return super().eventFilter(watched, event)
