"""What stands on official pages and is not an answer: names, numbers and positions kept in the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from gcm_desktop.app.desk import Desk
from gcm_desktop.domain.entries import read_date
from gcm_desktop.domain.text import LANGUAGES, Text3
from gcm_desktop.errors import UserError
from gcm_desktop.i18n import Words

COMPACT: Final = Text3(
    "Howpsuz, düzgünleşdirilýän we kanuny migrasiýa hakynda Ählumumy Ylalaşyk",
    "Глобальный договор о безопасной, упорядоченной и легальной миграции",
    "Global Compact for Safe, Orderly and Regular Migration",
)
_NOWHERE: Final = Text3("", "", "")
_PARTS: Final = (
    *("form_number", "form_code", "order", "order_number", "order_date"),
    *("approver", "approver_name", "signatory", "signatory_name"),
    *("review_signatory", "review_signatory_name", "executor", "phone", "department"),
)
_NAMED: Final = ("office", "compact")  # in three languages


@dataclass(frozen=True, slots=True)
class Official:
    """The settings printed on pages; an empty one leaves a line to fill in by hand."""

    compact: Text3 = COMPACT
    office: Text3 = _NOWHERE  # the organisation's own name, where the catalogue's is not the one to print
    form_number: str = ""
    form_code: str = ""
    order: str = ""  # in words of one's own; else number and date make the line
    order_number: str = ""
    order_date: str = ""  # ISO
    approver: str = ""  # position; the name beside it
    approver_name: str = ""
    signatory: str = ""
    signatory_name: str = ""
    review_signatory: str = ""
    review_signatory_name: str = ""
    executor: str = ""
    phone: str = ""
    department: str = ""

    def order_told(self, words: Words) -> str:
        """Write the order that approved the form; nothing where it is not known."""
        if self.order or not (self.order_number or self.order_date):
            return self.order
        day = words.official_date(date.fromisoformat(self.order_date)) if self.order_date else "____________"
        number = self.order_number or "______"
        return words.say("Approved by order no. {number} of {date}", number=number, date=day)


#: The settings by their names on the command line.
NAMES: Final = (
    *(part.replace("_", "-") for part in _PARTS),
    *(f"{part}.{language}" for part in _NAMED for language in LANGUAGES),
)


def official(desk: Desk) -> Official:
    """Read what is printed on pages; the person at the keyboard is the executor unless one is set."""
    kept = stored(desk)
    if not kept.executor and desk.maker is not None:
        return replace(kept, executor=desk.maker.name)
    return kept


def stored(desk: Desk) -> Official:
    """Read what was set, and nothing else."""
    setting = desk.file.setting
    compact = {one: setting(f"page.compact.{one}", COMPACT.of(one)) for one in LANGUAGES}
    office = {one: setting(f"page.office.{one}") for one in LANGUAGES}
    parts = {part: setting(f"page.{part}") for part in _PARTS}
    return Official(Text3(**compact), Text3(**office), **parts)


def keep_official(desk: Desk, settings: Official) -> None:
    """Keep in the file what is printed on pages; what did not change is not written."""
    before = stored(desk)
    for name in NAMES:
        text = setting_of(settings, name)
        if text != setting_of(before, name):
            desk.file.set_setting(f"page.{name.replace('-', '_')}", text)


def setting_of(settings: Official, name: str) -> str:
    """Give one setting by its name on the command line."""
    part, _, language = name.replace("-", "_").partition(".")
    value = getattr(settings, part)
    return value.of(language) if isinstance(value, Text3) else str(value)


def with_setting(settings: Official, name: str, text: str) -> Official:
    """Change one setting; E513 for a name that is none, E514 for a date that is none."""
    if name not in NAMES:
        raise UserError("E513", name=name, known=", ".join(NAMES))
    part, _, language = name.replace("-", "_").partition(".")
    clean = " ".join(text.split())
    if language:
        named: Text3 = getattr(settings, part)
        clean = clean or (COMPACT.of(language) if part == "compact" else "")
        named = replace(named, **{language: clean})
        return replace(settings, office=named) if part == "office" else replace(settings, compact=named)
    if part == "order_date" and clean:
        clean = _day(clean)
    return replace(settings, **{part: clean})  # type: ignore[arg-type]  # every part here is a text


def _day(text: str) -> str:
    stated = read_date(text)
    if len(stated) != len("2026-03-09"):
        raise UserError("E514", text=text)
    return stated
