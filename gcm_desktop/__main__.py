"""Where the program starts: the window, or a verb of the command line."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Start the program and end with its exit code."""
    arguments = sys.argv[1:]
    if arguments == ["--reader"]:  # a frozen program starts itself as the child that reads workbooks
        from gcm_desktop.exchange.reader_process import main as read_workbooks

        read_workbooks()
        return
    from gcm_desktop.cli.command_line import run

    sys.exit(run(arguments, open_window, drive_demo))


def open_window(path: Path | None, view_only: bool = False) -> int:
    """Open the window, with a file, a file to look at, or with the start page."""
    from gcm_desktop.desktop.window import run

    return run(path, view_only)


def drive_demo(folder: Path) -> None:
    """Do the whole main job once, by real keys, into a folder."""
    from gcm_desktop.desktop.demo import run_demo

    run_demo(folder)


if __name__ == "__main__":
    main()
