"""The first page: recent files, what one can begin, the language, and who is at the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from gcm_desktop.app import keeping, people, practising, viewing
from gcm_desktop.app.desk import Desk
from gcm_desktop.desktop import theme
from gcm_desktop.desktop.carpet import CarpetBand, Mark
from gcm_desktop.desktop.dialogs.copies import CopiesDialog
from gcm_desktop.desktop.dialogs.message import ask, show_error, tell
from gcm_desktop.desktop.dialogs.new_return import NewReturnDialog, documents
from gcm_desktop.desktop.dialogs.person import ask_person
from gcm_desktop.desktop.dialogs.sheet import dress, main_button, role
from gcm_desktop.desktop.languages import LanguageWords
from gcm_desktop.desktop.recent_files import RecentFiles, RecentRow
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words, mark, words

_ELSEWHERE: Final = {
    keeping.Place.STICK: mark("«{file}» is on a stick, which may be pulled out."),
    keeping.Place.SHARE: mark("«{file}» is on another computer, which may not answer."),
    keeping.Place.CLOUD: mark("«{file}» is in a folder that another program copies while you type."),
}


class StartPage(QWidget):
    """Where the program begins; ``opened`` hands over a desk and what was wished for."""

    opened = Signal(object, str)
    language_chosen = Signal(str)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from gcm_desktop.catalogue import load

        self.words = words
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.model = RecentFiles(load(), words)
        self._asked_who = False
        self._build()
        self.retranslate(words)
        self.refresh()

    def _build(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(CarpetBand(44))
        middle = QHBoxLayout()
        middle.setContentsMargins(64, 40, 64, 24)
        middle.setSpacing(64)
        middle.addLayout(self._verbs())
        middle.addLayout(self._files(), 1)
        page.addLayout(middle, 1)
        page.addLayout(self._foot())

    def _verbs(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(7)
        column.addWidget(Mark(64))
        column.addSpacing(6)
        self.name = role(QLabel(), "title")
        self.purpose = role(QLabel(), "side")
        self.purpose.setWordWrap(True)
        self.purpose.setFixedWidth(280)
        column.addWidget(self.name)
        column.addWidget(self.purpose)
        column.addSpacing(20)
        self.new = main_button(self._verb("file-plus", self.make_new, "on_accent"))
        self.open = self._verb("folder-open", self.choose_file)
        self.period = self._verb("calendar", self.begin_period)
        self.receive = self._verb("inbox", self.receive_returns)
        self.check = self._verb("clipboard-check", self.check_workbooks)
        self.restore = self._verb("history", self.restore_copy)
        self.practice = self._verb("book", self.practise)
        buttons = (self.new, self.open, self.period, self.receive, self.check, self.restore, self.practice)
        for button in buttons:
            column.addWidget(button)
        column.addStretch(1)
        return column

    def _verb(self, icon: str, pressed: Callable[[], object], ink: str = "ink") -> QPushButton:
        button = QPushButton()
        dress(button, icon, ink)
        button.setProperty("row", True)
        button.setMinimumHeight(40)
        button.setAutoDefault(True)
        button.clicked.connect(lambda: pressed())
        return button

    def _files(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        self.recent_title = role(QLabel(), "heading")
        self.files = QListView()
        self.files.setProperty("plain", True)
        self.files.setModel(self.model)
        self.files.setItemDelegate(RecentRow(self.files))
        self.files.setMouseTracking(True)
        self.files.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.files.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.files.clicked.connect(self._open_row)
        self.empty = role(QLabel(), "side")
        self.empty.setWordWrap(True)
        self.look = QPushButton()
        self.look.setProperty("flat", True)
        dress(self.look, "eye", "muted")
        self.look.clicked.connect(lambda: self._look_at_row())
        title = QHBoxLayout()
        title.addWidget(self.recent_title)
        title.addStretch(1)
        title.addWidget(self.look)
        column.addLayout(title)
        column.addWidget(self.empty)
        column.addWidget(self.files, 1)
        return column

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(64, 12, 64, 20)
        self.languages = LanguageWords(self.words.code)
        self.languages.chosen.connect(self._choose_language)
        self.person = QPushButton()
        self.person.setProperty("flat", True)
        dress(self.person, "user", "muted")
        self.person.clicked.connect(self.change_person)
        foot.addWidget(self.languages)
        foot.addStretch(1)
        foot.addWidget(self.person)
        return foot

    def retranslate(self, words: Words) -> None:
        """Say everything in another language."""
        self.words = words
        self.name.setText(words.say("GCM Desktop"))
        self.purpose.setText(
            words.say("Indicators of the Global Compact for Safe, Orderly and Regular Migration")
        )
        self.new.setText(words.say("New return"))
        self.open.setText(words.say("Open"))
        self.period.setText(words.say("New period…"))
        self.receive.setText(words.say("Receive returns"))
        self.check.setText(words.say("Check a workbook…"))
        self.restore.setText(words.say("Restore from a backup…"))
        self.practice.setText(words.say("Practice velayat"))
        self.recent_title.setText(words.say("Recent files"))
        self.files.setAccessibleName(words.say("Recent files"))
        self.look.setText(words.say("Open to look"))
        told = words.say("Opens the chosen file, or another, without changing anything")
        self.look.setToolTip(f"{told} (Shift+Enter)")
        self.empty.setText(
            words.say(
                "Nothing was opened here yet. Begin with a new return, or drop a data file on this page."
            )
        )
        self.languages.set_language(words.code)
        self.setWindowTitle(words.say("GCM Desktop"))
        self.model.retranslate(words)
        self._name_person()

    def refresh(self) -> None:
        """Read the list of recent files again."""
        self.model.show(people.recent())
        self.files.setVisible(bool(self.model.files))
        self.empty.setVisible(not self.model.files)
        if self.model.files:
            self.files.setCurrentIndex(self.model.index(0))
            self.files.setFocus()
        else:
            self.new.setFocus()
        self._name_person()

    def showEvent(self, event: QShowEvent) -> None:
        """At a first start, ask who is at the keyboard once the page is there."""
        super().showEvent(event)
        if not self._asked_who and people.current_person() is None:
            self._asked_who = True
            QTimer.singleShot(0, self.change_person)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the file in focus, Shift+Enter opens it to look at."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.files.hasFocus() and shift:
            self._look_at_row()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.files.hasFocus():
            self._open_row(self.files.currentIndex())
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take data files to open and workbooks to check."""
        if any(path.suffix.lower() in (".gcm", ".xlsx") for path in _paths(event)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a dropped data file, or check dropped workbooks."""
        found = [path for path in _paths(event) if path.suffix.lower() == ".gcm"]
        books = [path for path in _paths(event) if path.suffix.lower() == ".xlsx"]
        if found:
            self.open_path(found[0])
        elif books:  # the dialog comes once the hand is off the mouse
            QTimer.singleShot(0, lambda: self.check_workbooks(books))

    def open_path(self, path: Path, wish: str = "") -> None:
        """Open a data file, or say what stands in the way; one from elsewhere is copied in first."""
        try:
            found = self._copied_in(path)
            if found is None:
                return
            path = found
            desk = Desk.open(path, people.maker(people.current_person()))
        except UserError as error:
            if not path.exists():
                people.forget(path)
            show_error(self, self.words, error)
            self.refresh()
            return
        self.opened.emit(desk, wish)

    def look_at(self, path: Path) -> None:
        """Open a copy of a data file in which nothing can be changed, also while somebody works in it."""
        try:
            desk = viewing.look(path, people.maker(people.current_person()))
        except UserError as error:
            show_error(self, self.words, error)
            return
        self.opened.emit(desk, "")

    def _copied_in(self, path: Path) -> Path | None:
        """Give a file of this computer; nothing when the person would rather not copy."""
        place = keeping.place_of(path)
        if place is keeping.Place.HERE or not path.exists():
            return path
        folder = documents()
        say = self.words.say
        text = (
            say(_ELSEWHERE[place], file=path.name)
            + " "
            + say(
                "It is copied to {folder} and opened there; the original stays as it is.", folder=str(folder)
            )
        )
        if not ask(self, self.words, say("Open"), text, say("Copy and open")):
            return None
        return keeping.copy_in(path, folder)

    def choose_file(self, wish: str = "") -> None:
        """Ask which data file to open."""
        start = str(Path(self.model.files[0].path).parent) if self.model.files else ""
        name, _ = QFileDialog.getOpenFileName(
            self, self.words.say("Open"), start, self.words.say("Data files") + " (*.gcm)"
        )
        if name:
            self.open_path(Path(name), wish)

    def make_new(self) -> None:
        """Make a new data file."""
        dialog = NewReturnDialog(self.words, self)
        if dialog.exec() and dialog.desk is not None:
            self.opened.emit(dialog.desk, "")

    def receive_returns(self) -> None:
        """Open the national file used last and receive into it."""
        national = [
            Path(file.path) for file in self.model.files if not file.unit and Path(file.path).exists()
        ]
        if national:
            self.open_path(national[0], "receive")
        else:
            self.choose_file("receive")

    def check_workbooks(self, paths: Sequence[Path] = ()) -> None:
        """Check workbooks before they are sent; no data file is needed."""
        from gcm_desktop.desktop.dialogs.check_file import CheckDialog

        CheckDialog(None, self.words, self, paths).exec()

    def begin_period(self) -> None:
        """Open the office's file in focus, or the one used last, and begin a period in it."""
        row = self.files.currentIndex().row()
        chosen = self.model.files[row : row + 1] if row >= 0 else ()
        office = [Path(file.path) for file in (*chosen, *self.model.files) if file.unit]
        found = next((path for path in office if path.exists()), None)
        if found is not None:
            self.open_path(found, "period")
        else:
            self.choose_file("period")

    def restore_copy(self) -> None:
        """Restore a data file from one of its copies."""
        path = Path(self.model.files[self.files.currentIndex().row()].path) if self.model.files else None
        dialog = CopiesDialog(self.words, self, path)
        if dialog.exec() and dialog.restored is not None:
            self.open_path(dialog.restored)

    def practise(self) -> None:
        """Begin a fresh practice file; its exercise lies beside it."""
        try:
            maker = people.maker(people.current_person())
            desk = practising.start(documents(), self.words.code, maker)
        except UserError as error:
            show_error(self, self.words, error)
            return
        text = self.words.say(
            "Mistakes are hidden in this return. The exercise and its solutions lie beside «{file}».",
            file=desk.file.path.name,
        )
        tell(self, self.words, self.words.say("Practice velayat"), text)
        self.opened.emit(desk, "")

    def change_person(self) -> None:
        """Ask who is at the keyboard."""
        ask_person(self.words, self)
        self._name_person()

    def _name_person(self) -> None:
        person = people.current_person()
        self.person.setText(person.name if person else self.words.say("Who is at the keyboard?"))
        self.person.setAccessibleName(self.words.say("Who is at the keyboard?"))

    def _choose_language(self, language: str) -> None:
        people.set_preference("language", language)
        self.retranslate(words(language))
        self.language_chosen.emit(language)

    def _look_at_row(self) -> None:
        index = self.files.currentIndex()
        if index.isValid():
            self.look_at(Path(self.model.files[index.row()].path))
        else:
            name, _ = QFileDialog.getOpenFileName(
                self, self.words.say("Open to look"), "", self.words.say("Data files") + " (*.gcm)"
            )
            if name:
                self.look_at(Path(name))

    def _open_row(self, index: QModelIndex) -> None:
        if index.isValid():
            self.open_path(Path(self.model.files[index.row()].path))

    def sizeHint(self) -> QSize:
        """Ask for the room of a small screen."""
        return QSize(theme.px(1180), theme.px(680))


def _paths(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
