"""Says which areas exist on a day and what became of those that do not."""

from __future__ import annotations

from datetime import date

from gcm_desktop.domain.catalogue import Area, Catalogue


def valid_areas(catalogue: Catalogue, day: date) -> tuple[Area, ...]:
    """Give the areas that exist on a day, in the order of the catalogue; the practice one never does."""
    return tuple(area for area in catalogue.areas.values() if not area.practice and is_valid(area, day))


def is_valid(area: Area, day: date) -> bool:
    """Say whether an area exists on a day; ``2017`` or ``2025-09`` count as the whole year or month."""
    text = day.isoformat()
    begins, ends = area.valid_from, area.valid_to
    return text[: len(begins)] >= begins and (not ends or text[: len(ends)] <= ends)


def successor_of(catalogue: Catalogue, code: str) -> Area | None:
    """Give the area that took over in the end, or none for an area without successor."""
    seen = {code}
    area = catalogue.areas[code]
    while area.successor and area.successor not in seen:
        seen.add(area.successor)
        area = catalogue.areas[area.successor]
    return None if area.code == code else area
