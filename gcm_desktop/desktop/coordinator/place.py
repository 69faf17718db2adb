"""What a place of the coordinator is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from gcm_desktop.i18n import Words

if TYPE_CHECKING:
    from gcm_desktop.desktop.main_window import MainWindow


class Place(QWidget):
    """One page of the coordinator; made when it is first shown."""

    name: ClassVar[str]  # stands for the place in code
    icon: ClassVar[str]
    #: What the keys of the place do, as its F1 tells it; the second are left where a file is only looked at.
    keys_told: ClassVar[tuple[tuple[str, str], ...]] = ()
    keys_looking: ClassVar[tuple[tuple[str, str], ...]] = ()
    #: What the signs of the place mean: icon, colour, meaning.
    signs_told: ClassVar[tuple[tuple[str, str, str], ...]] = ()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window_of = window
        self.setProperty("page", True)

    @property
    def words(self) -> Words:
        """Give the words on screen."""
        return self.window_of.words

    @property
    def view_only(self) -> bool:
        """Say whether nothing can be changed."""
        return self.window_of.desk.file.view_only

    @staticmethod
    def title(words: Words) -> str:
        """Name the place for the bar."""
        raise NotImplementedError

    @staticmethod
    def waiting(window: MainWindow) -> int:
        """Count what waits for a person here; zero shows no number."""
        return 0

    def printed(self) -> tuple[str, str]:
        """Give the kind of paper Ctrl+P begins with here, empty for the last one, and its period."""
        return "", self.window_of.desk.period

    def enter(self) -> None:
        """Read what changed and take the focus; called each time the place is shown."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read again after something changed the file while the place is shown."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Write everything in the language of the window."""
        raise NotImplementedError
