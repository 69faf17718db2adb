"""What a person chose in the print window last, kept for the next time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from gcm_desktop.app import people
from gcm_desktop.app.printed_kinds import PrintKind
from gcm_desktop.domain.page_setup import Binding, Orientation
from gcm_desktop.i18n import LANGUAGES

_NAME: Final = "printing"


@dataclass(frozen=True, slots=True)
class Remembered:
    """The choices of last time; whom a paper is for, its goals and the copies begin anew each time."""

    kind: PrintKind = PrintKind.SUMMARY
    language: str = ""
    second: str = ""
    binding: Binding = Binding.LEFT
    orientation: Mapping[PrintKind, Orientation] = field(default_factory=dict)
    left_out: Mapping[PrintKind, frozenset[str]] = field(default_factory=dict)  # parts that were not ticked


def remembered() -> Remembered:
    """Give the choices of last time; what cannot be read, or is of another version, is as at the start."""
    try:
        record = json.loads(people.preference(_NAME, "{}"))
        return _read(record)
    except (ValueError, TypeError, AttributeError):
        return Remembered()


def remember(choices: Remembered) -> None:
    """Keep the choices of this person at this computer."""
    record = {
        "kind": choices.kind,
        "language": choices.language,
        "second": choices.second,
        "binding": choices.binding,
        "orientation": dict(choices.orientation),
        "left_out": {kind: sorted(parts) for kind, parts in choices.left_out.items() if parts},
    }
    people.set_preference(_NAME, json.dumps(record, sort_keys=True))


def _read(record: dict[str, Any]) -> Remembered:
    return Remembered(
        PrintKind(record.get("kind", PrintKind.SUMMARY)),
        _language(record.get("language")),
        _language(record.get("second")),
        Binding(record.get("binding", Binding.LEFT)),
        {PrintKind(kind): Orientation(lies) for kind, lies in record.get("orientation", {}).items()},
        {PrintKind(kind): frozenset(map(str, parts)) for kind, parts in record.get("left_out", {}).items()},
    )


def _language(text: object) -> str:
    return str(text) if text in LANGUAGES else ""
