"""Finds the folders a non-programmer edits: in a checkout, in a wheel and in a frozen program."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def root() -> Path:
    """Give the folder that holds ``ui``, ``db`` and ``resources``."""
    bundled = _PACKAGE / "_bundled"
    return bundled if bundled.is_dir() else _PACKAGE.parent


def resource(*parts: str) -> Path:
    """Give a path under ``resources/``."""
    return root().joinpath("resources", *parts)


def sql(*parts: str) -> Path:
    """Give a path under ``db/``."""
    return root().joinpath("db", *parts)


def style(name: str) -> Path:
    """Give a path under ``ui/styles/``."""
    return root().joinpath("ui", "styles", name)
