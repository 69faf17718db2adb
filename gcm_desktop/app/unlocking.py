"""Passwords of locked workbooks: asked when one is met, kept in memory only, never written anywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from gcm_desktop.errors import UserError

if TYPE_CHECKING:
    from gcm_desktop.exchange import Reader, Readers, ReadReturn

T = TypeVar("T")
NEEDS_PASSWORD: Final = "E412"
WRONG_PASSWORD: Final = "E435"
#: Asks for a file's password (its name; whether one was wrong before); nothing when the person gives up.
Ask = Callable[[str, bool], str | None]


def is_locked(refusal: UserError | None) -> bool:
    """Say whether a file was refused only because its password is not known."""
    return refusal is not None and refusal.code in (NEEDS_PASSWORD, WRONG_PASSWORD)


class Unlocking:
    """Reads workbooks with the passwords known so far, and asks for others where somebody can answer."""

    def __init__(self, given: str = "", ask: Ask | None = None) -> None:
        self._given, self._ask = given, ask
        self._known: dict[Path, str] = {}

    def give(self, path: Path, password: str) -> None:
        """Keep the password of one file while this is open."""
        self._known[path] = password

    def can_try(self, path: Path) -> bool:
        """Say whether there is a password to try, or somebody to ask."""
        return bool(self._ask or self._known.get(path, self._given))

    def read(self, reader: Reader | Readers, path: Path) -> ReadReturn:
        """Read one return; raises UserError when it is refused or stays locked."""
        return self.through(path, lambda password: reader.read(path, password=password))

    def through(self, path: Path, read: Callable[[str], T]) -> T:
        """Read a file by what takes a password; raises UserError when it is refused or stays locked."""
        while True:
            try:
                return read(self._known.get(path, self._given))
            except UserError as refusal:
                if self._ask is None or not is_locked(refusal):
                    raise
                password = self._ask(path.name, refusal.code == WRONG_PASSWORD)
                if not password:
                    raise
                self.give(path, password)
