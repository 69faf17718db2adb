"""Who sits at this computer, which files were open last, and how each likes the window."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import secrets
import socket
import sys
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import platformdirs

from gcm_desktop.domain.records import Maker

RECENT: Final = 12
_PROGRAM: Final = "gcm-desktop"


@dataclass(frozen=True, slots=True)
class Person:
    """Who is at the keyboard; there is no password."""

    name: str  # surname and initials
    position: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class RecentFile:
    """A data file that was open here, as the start page shows it."""

    path: str
    unit: str  # empty for a national file
    period: str
    filled: int
    expected: int
    saved: str  # ISO moment of the last committed cell, empty when none


def settings_folder() -> Path:
    """Give the folder of this user's settings and log; ``GCM_DESKTOP_HOME`` names another one."""
    if home := os.environ.get("GCM_DESKTOP_HOME"):
        return Path(home)
    return Path(platformdirs.user_config_dir(_PROGRAM, appauthor=False))


def current_person() -> Person | None:
    """Give who was at the keyboard last, or nothing at a first start."""
    known = people()
    return known[0] if known else None


def people() -> tuple[Person, ...]:
    """Give everybody who was ever at this keyboard, the last one first."""
    return tuple(
        Person(str(record["name"]), str(record.get("position", "")), str(record.get("phone", "")))
        for record in _read().get("people", ())
        if isinstance(record, dict) and record.get("name")
    )


def save_person(person: Person) -> None:
    """Put a person at the keyboard; the same name again replaces the older entry."""
    others = [asdict(known) for known in people() if known.name != person.name]
    _change(people=[asdict(person), *others])


def maker(person: Person | None) -> Maker | None:
    """Give the person and this device as they stand in records."""
    return Maker(person.name, person.position, device()) if person else None


def device() -> str:
    """Give this computer's random number; a copied settings folder on another computer gets a new one."""
    record = _read().get("device", {})
    computer = _computer()
    if isinstance(record, dict) and record.get("computer") == computer and record.get("id"):
        return str(record["id"])
    number = secrets.token_hex(8)
    _change(device={"computer": computer, "id": number})
    return number


def computer_user() -> str:
    """Give the name the computer knows the person by, for records made before anyone said who they are."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return socket.gethostname()


def recent() -> tuple[RecentFile, ...]:
    """Give the files that were open last, the latest first; also those that are not there at the moment."""
    found = []
    for record in _read().get("recent", ()):
        try:
            found.append(RecentFile(**record))
        except TypeError:
            continue  # written by another version
    return tuple(found)


def remember(
    path: Path, unit: str = "", period: str = "", filled: int = 0, expected: int = 0, saved: str = ""
) -> None:
    """Put a file on top of the list of recent ones."""
    place = str(path.absolute())
    others = [asdict(file) for file in recent() if file.path != place]
    first = asdict(RecentFile(place, unit, period, filled, expected, saved))
    _change(recent=[first, *others][:RECENT])


def forget(path: Path | str) -> None:
    """Take a file off the list of recent ones; the file itself stays where it is."""
    place = str(Path(path).absolute())
    _change(recent=[asdict(file) for file in recent() if file.path != place])


def preference(name: str, default: str = "") -> str:
    """Give a preference such as language, theme or zoom."""
    return str(_read().get("preferences", {}).get(name, default))


def set_preference(name: str, value: str) -> None:
    """Keep a preference."""
    _change(preferences={**_read().get("preferences", {}), name: value})


def _file() -> Path:
    return settings_folder() / "settings.json"


def _read() -> Mapping[str, Any]:
    try:
        record = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # a first start, or a file cut short: settings are never worth stopping for
    return record if isinstance(record, dict) else {}


def _change(**parts: Any) -> None:
    target = _file()
    text = json.dumps({**_read(), **parts}, ensure_ascii=False, indent=1, sort_keys=True)
    with contextlib.suppress(OSError):  # a full disk or a foreign home must not stop the work
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f"{target.name}.{os.getpid()}")
        with beside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)


def _computer() -> str:
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as place:
                return str(winreg.QueryValueEx(place, "MachineGuid")[0])
        except OSError:
            return f"{uuid.getnode():012x}"
    for name in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        try:
            if text := Path(name).read_text(encoding="ascii").strip():
                return text
        except (OSError, ValueError):
            continue
    return f"{uuid.getnode():012x}"
