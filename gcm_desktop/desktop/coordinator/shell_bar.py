"""What every place of a national file has within reach: the menu, the languages, the person and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton

from gcm_desktop.desktop import glyphs, theme
from gcm_desktop.desktop.dialogs.sheet import role
from gcm_desktop.desktop.keys import MENU_KEY
from gcm_desktop.desktop.languages import NAMES, language_button
from gcm_desktop.desktop.menus import fill_main_menu, pop_under

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow

_ROOMY: Final = 1240  # from here on the person is named; in less room the sign stands for it


class ShellBar(QFrame):
    """The menu, the places, and on the right what concerns the whole window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("bar", True)
        self.menu, self.print, self.help = (QToolButton(self) for _ in range(3))
        self.person = QPushButton(self)
        self.said, self.chip = role(QLabel(self), "side"), role(QLabel(self), "chip")
        self._name = ""
        self._languages = QButtonGroup(self)
        self.languages = {code: self._language(code) for code in NAMES}
        self.person.setProperty("flat", True)
        self.chip.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.menu.clicked.connect(lambda: pop_under(self.menu, fill_main_menu, window))
        self.person.clicked.connect(lambda: window.verbs.change_person())
        self.print.clicked.connect(lambda: window.verbs.print())
        self.help.clicked.connect(lambda: window.verbs.show_keys())
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 12, 2)
        row.setSpacing(6)
        row.addWidget(self.menu)
        self.places = QHBoxLayout()
        self.places.setSpacing(8)
        row.addLayout(self.places)
        row.addWidget(self.chip)
        row.addStretch(1)
        row.addWidget(self.said)
        for part in (*self.languages.values(), self.person, self.print, self.help):
            row.addWidget(part)
        self._free_the_top_bar()

    def _language(self, code: str) -> QToolButton:
        button = language_button(code, self._window.set_language, self)
        self._languages.addButton(button)
        return button

    def _free_the_top_bar(self) -> None:
        """What stands here need not stand a second time above the goals."""
        top = self._window.top
        for part in (top.menu, top.person, *top.languages.values()):
            part.hide()

    def retranslate(self) -> None:
        """Write everything in the language of the window."""
        words, maker, file = self._window.words, self._window.desk.maker, self._window.desk.file
        say = words.say
        menu, pages, keys = say("Menu"), say("Print…"), say("Keys and signs")
        self.menu.setIcon(glyphs.icon("menu"))
        self.menu.setAccessibleName(menu)
        self.menu.setToolTip(f"{menu} ({MENU_KEY})")
        self.menu.setShortcut(MENU_KEY)
        self.print.setIcon(glyphs.icon("printer", "muted"))
        self.print.setAccessibleName(pages)
        self.print.setToolTip(f"{pages} (Ctrl+P)")
        self.help.setIcon(glyphs.icon("keyboard", "muted"))
        self.help.setAccessibleName(keys)
        self.help.setToolTip(f"{keys} (F1)")
        self.languages[words.code].setChecked(True)
        who, name = say("Who is at the keyboard"), maker.name if maker else say("Who are you?")
        self.person.setIcon(glyphs.icon("user"))
        self._name = name
        self.fit()
        self.person.setToolTip(f"{who}: {name}  (F10)")
        self.person.setAccessibleName(f"{who}: {name}")
        self.chip.setVisible(file.view_only)
        self.chip.setText(say("only to look at"))
        self.chip.setToolTip(say("This file is open to look at. Nothing in it can be changed."))

    def fit(self) -> None:
        """Name the person where there is room."""
        self.person.setText(f" {self._name}" if self._window.width() >= theme.px(_ROOMY) else "")
