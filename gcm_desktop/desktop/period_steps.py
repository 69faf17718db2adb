"""The two arrows beside a period: one back, one on."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton

from gcm_desktop.desktop import glyphs
from gcm_desktop.i18n import Words


def name_period_steps(words: Words, earlier: QAbstractButton, later: QAbstractButton) -> None:
    """Give both their signs, names and keys in the language of the window."""
    for button, text, sign, keys in (
        (earlier, words.say("Period before"), "chevron-left", "Ctrl+PgUp"),
        (later, words.say("Period after"), "chevron-right", "Ctrl+PgDown"),
    ):
        button.setIcon(glyphs.icon(sign, "muted"))
        button.setAccessibleName(text)
        button.setToolTip(f"{text} ({keys})")
