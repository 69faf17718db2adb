"""Reads ``resources/catalogue`` into domain types, checks it, and says who is asked what."""

from gcm_desktop.catalogue.areas import is_valid, successor_of, valid_areas
from gcm_desktop.catalogue.asking import asked, asked_by, falls_due, is_asked, national_units, units
from gcm_desktop.catalogue.carrying import became, carried, forebears, holds, moves
from gcm_desktop.catalogue.checking import check
from gcm_desktop.catalogue.figures import Figure, StartingRow, figures, starting_rows
from gcm_desktop.catalogue.loading import dump, load, parse
from gcm_desktop.catalogue.placing import has_cell

__all__ = [
    "Figure",
    "StartingRow",
    "asked",
    "asked_by",
    "became",
    "carried",
    "forebears",
    "holds",
    "moves",
    "check",
    "dump",
    "falls_due",
    "figures",
    "has_cell",
    "is_asked",
    "is_valid",
    "load",
    "national_units",
    "parse",
    "starting_rows",
    "successor_of",
    "units",
    "valid_areas",
]
