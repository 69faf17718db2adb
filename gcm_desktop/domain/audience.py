"""Whom a paper or a table of data is for."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """``internal`` carries exact figures; ``publication`` hides small counts of sensitive indicators."""

    INTERNAL = "internal"
    PUBLICATION = "publication"
