"""Two coordinators: send everything to another one, and take in what another one sent."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QMenu, QProgressBar, QWidget

from gcm_desktop.app import sharing
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop import glyphs
from gcm_desktop.desktop.dialogs.sheet import Sheet
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow

_KIND = "GCM (*.gcmx)"
_TALLEST = 680


def add_sharing(menu: QMenu, window: MainWindow) -> None:
    """Offer what two coordinators do with each other."""
    say = window.words.say
    icon = glyphs.icon("users", "muted", 18)
    other = menu.addMenu(icon, say("Another coordinator"))
    other.addAction(say("Send everything to another coordinator…"), lambda: send_everything(window))
    taking = other.addAction(say("Take in another coordinator's file…"), lambda: take_everything(window))
    taking.setEnabled(not window.desk.file.view_only)


def send_everything(window: MainWindow) -> None:
    """Ask for a name and write everything."""
    window.finish_typing()
    title = window.words.say("Send everything to another coordinator…")
    start = str(window.desk.file.path.with_suffix(".gcmx"))
    name, _ = QFileDialog.getSaveFileName(window, title, start, _KIND)
    if name:
        out = Path(name if name.lower().endswith(".gcmx") else f"{name}.gcmx")
        SendingDialog(window.desk, out, window.words, window).exec()
        window.refresh()


def take_everything(window: MainWindow) -> None:
    """Ask for a file, show what it would change, and take it in."""
    window.finish_typing()
    title = window.words.say("Take in another coordinator's file…")
    name, _ = QFileDialog.getOpenFileName(window, title, "", _KIND)
    if name:
        TakingDialog(window.desk, Path(name), window.words, window).exec()
        window.refresh()


class _Stepping(Sheet):
    """A dialog that does its work in slices of the window's own thread; closing it ends the work."""

    def __init__(self, words: Words, parent: QWidget | None) -> None:
        super().__init__(words, parent)
        self.bar = QProgressBar()
        self.report = QLabel()
        self.report.setWordWrap(True)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.report)
        self.body.addStretch(1)
        self.resize(600, 300)
        self.retranslate(words)
        self._steps: Generator[sharing.Step, None, Any] | None = None
        self._then: Callable[[Any], None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)
        self.finished.connect(lambda _: self._end())

    def begin(self, steps: Generator[sharing.Step, None, Any], then: Callable[[Any], None]) -> None:
        """Begin a piece of work; ``then`` gets what comes of it."""
        self._steps, self._then = steps, then
        self.bar.setRange(0, 0)
        self.bar.show()
        self._timer.start()

    @property
    def busy(self) -> bool:
        """Say whether work is under way."""
        return self._steps is not None

    def _step(self) -> None:
        steps, then = self._steps, self._then
        if steps is None or then is None:
            return
        try:
            done, of = next(steps)
        except StopIteration as end:
            self._end()
            then(end.value)
        except UserError as error:
            self._end()
            self.refuse(error)
        else:
            self.bar.setRange(0, max(1, of))
            self.bar.setValue(done)

    def _end(self) -> None:
        self._timer.stop()
        self.bar.hide()
        if self._steps is not None:
            self._steps.close()  # what was only half taken is undone
        self._steps = None

    def tell(self, text: str) -> None:
        """Say what came of it, with the room it needs."""
        self.report.setText(text)
        page = self.layout()
        if page is not None:
            self.body.invalidate()
            page.invalidate()
            self.setMinimumHeight(min(_TALLEST, page.totalHeightForWidth(self.width())))

    def refuse(self, error: UserError) -> None:
        """Say what stood in the way."""
        from gcm_desktop.app.wording import sentence

        self.tell(sentence(self.words, error))

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the work with the dialog."""
        self._end()
        super().closeEvent(event)


class SendingDialog(_Stepping):
    """Writes everything and says what is in it."""

    def __init__(self, desk: Desk, out: Path, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._out = out
        self.head(
            words.say("Everything for another coordinator"),
            words.say("Returns with all their revisions, the files that brought them, and what was said."),
        )
        self.begin(sharing.send_everything(desk, out), self._written)

    def _written(self, sent: sharing.Sent) -> None:
        say = self.words.say
        lines = (
            say("{file} is written: {count} returns.", file=self._out.name, count=sent.returns),
            say("What stands here: {code}", code=sent.code),
            say("The other coordinator's file shows the same digits once both took in each other's file."),
        )
        self.tell("\n".join(lines))
        self.close_button.setFocus()


class TakingDialog(_Stepping):
    """Tries first and says what would change; takes it once that is confirmed."""

    def __init__(self, desk: Desk, path: Path, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.desk, self._path = desk, path
        self.head(
            words.say("Take in what another coordinator holds"),
            words.say(
                "Both files are united; nothing of either is lost. Nothing is kept before you confirm."
            ),
        )
        self.take_button = self.button(self._take, main=True)
        self.take_button.setText(words.say("Take in"))
        self.take_button.setEnabled(False)
        self.removing = QCheckBox(words.say("Remove that content here for good as well"))
        self.removing.toggled.connect(self.take_button.setEnabled)
        self.removing.hide()
        self.body.insertWidget(2, self.removing)
        self.buttons.addWidget(self.take_button)
        self.begin(sharing.take_everything(desk, path, dry_run=True), self._tried)

    def _tried(self, found: sharing.Received) -> None:
        asks = bool(found.removed)
        self.removing.setVisible(asks)
        self.tell("\n".join((self._path.name, *sharing.in_words(self.words, found))))
        self.take_button.setEnabled(not found.nothing_new and not asks)
        first = self.close_button if found.nothing_new else self.removing if asks else self.take_button
        first.setFocus()

    def _take(self) -> None:
        if not self.busy:
            removing = self.removing.isChecked()
            self.take_button.setEnabled(False)
            self.removing.hide()
            self.begin(sharing.take_everything(self.desk, self._path, removing=removing), self._taken)

    def _taken(self, found: sharing.Received) -> None:
        lines = (self.words.say("It is taken in."), *sharing.in_words(self.words, found))
        self.tell("\n".join(lines))
        self.close_button.setFocus()
