"""The demonstration: one velayat typed by hand, six filled as workbooks, the nation merged and printed."""

from __future__ import annotations

from pathlib import Path


def run_demo(folder: Path) -> None:
    """Do the program's main job from the keyboard to the national summary; raises when anything differs."""
    from gcm_desktop.desktop.demo.course import Course

    Course(folder).run()


__all__ = ["run_demo"]
