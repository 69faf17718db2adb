"""Reads ``resources/catalogue`` into domain types, checks it, and says who is asked what."""

from gcm_desktop.catalogue.areas import is_valid, successor_of, valid_areas
from gcm_desktop.catalogue.asking import asked, falls_due, is_asked, national_units, units
from gcm_desktop.catalogue.loading import dump, load, parse

__all__ = [
    "asked",
    "dump",
    "falls_due",
    "is_asked",
    "is_valid",
    "load",
    "national_units",
    "parse",
    "successor_of",
    "units",
    "valid_areas",
]
