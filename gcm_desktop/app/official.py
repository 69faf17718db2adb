"""What stands on official pages and is not an answer: names, numbers and positions kept in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.text import LANGUAGES, Text3

COMPACT: Final = Text3(
    "Howpsuz, düzgünleşdirilýän we kanuny migrasiýa hakynda Ählumumy Ylalaşyk",
    "Глобальный договор о безопасной, упорядоченной и легальной миграции",
    "Global Compact for Safe, Orderly and Regular Migration",
)
_PARTS: Final = (
    "form_number",
    "form_code",
    "order",
    "approver",
    "signatory",
    "executor",
    "phone",
    "department",
)


@dataclass(frozen=True, slots=True)
class Official:
    """The settings printed on pages; an empty one leaves a line to fill in by hand."""

    compact: Text3 = COMPACT
    form_number: str = ""
    form_code: str = ""
    order: str = ""
    approver: str = ""
    signatory: str = ""
    executor: str = ""
    phone: str = ""
    department: str = ""


def official(desk: Desk) -> Official:
    """Read what is printed on pages; the person at the keyboard is the executor unless one is set."""
    names = {
        language: desk.file.setting(f"page.compact.{language}", COMPACT.of(language))
        for language in LANGUAGES
    }
    parts = {part: desk.file.setting(f"page.{part}") for part in _PARTS}
    if not parts["executor"] and desk.maker is not None:
        parts["executor"] = desk.maker.name
    return Official(Text3(**names), **parts)


def keep_official(desk: Desk, settings: Official) -> None:
    """Keep in the file what is printed on pages."""
    for language in LANGUAGES:
        desk.file.set_setting(f"page.compact.{language}", settings.compact.of(language))
    for part in _PARTS:
        desk.file.set_setting(f"page.{part}", getattr(settings, part))
