"""Reads ``resources/catalogue`` into domain types, checks it, and says who is asked what."""

from gcm_desktop.catalogue.areas import is_valid, successor_of, valid_areas
from gcm_desktop.catalogue.asking import asked, asked_by, falls_due, is_asked, national_units, units
from gcm_desktop.catalogue.carrying import became, carried, forebears, holds, moves, renaming
from gcm_desktop.catalogue.checking import check
from gcm_desktop.catalogue.figures import Figure, StartingRow, figures, starting_rows
from gcm_desktop.catalogue.loading import dump, load, parse
from gcm_desktop.catalogue.placing import has_cell
from gcm_desktop.catalogue.starting_texts import StartingTexts, starting_texts

__all__ = [
    "Figure",
    "StartingRow",
    "StartingTexts",
    "asked",
    "asked_by",
    "became",
    "carried",
    "check",
    "dump",
    "falls_due",
    "figures",
    "forebears",
    "has_cell",
    "holds",
    "is_asked",
    "is_valid",
    "load",
    "moves",
    "national_units",
    "parse",
    "renaming",
    "starting_rows",
    "starting_texts",
    "successor_of",
    "units",
    "valid_areas",
]
