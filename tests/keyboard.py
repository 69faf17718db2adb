"""Where keys go: a test types only when the window it means has the keyboard."""

from PySide6.QtWidgets import QApplication, QWidget


def has_keyboard(window: QWidget) -> bool:
    """Say whether a field of this very window has the focus; an earlier one may still be about to go."""
    focus = QApplication.focusWidget()
    return focus is not None and focus.window() is window.window()
