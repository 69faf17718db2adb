"""The coordinator's places around the goals of one unit: one key each, in one window."""

from __future__ import annotations

from gcm_desktop.desktop.coordinator.shell import Shell, show_first, wrapped

__all__ = ["Shell", "show_first", "wrapped"]
