"""Proves a frozen program where there is no Python: checks itself, does the main job, reads in a child.

    .venv/bin/python packaging/checking_frozen.py dist/frozen/gcm-desktop/gcm-desktop

The child that reads workbooks is the program itself. Hostile files among good ones are refused alone; a child
that is killed while it reads costs at most its one file.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

COPIES: Final = 40
KILLS: Final = 5


def bare(home: Path) -> dict[str, str]:
    """Give an environment without anything to run but the program."""
    return {
        "PATH": "/nonexistent",
        "HOME": str(home),
        "GCM_DESKTOP_HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
    }


def wrong(what: str) -> SystemExit:
    """Give the end of a run that proved nothing."""
    return SystemExit(f"not proven: {what}")


def do(program: Path, folder: Path, *arguments: str) -> str:
    """Run one verb to its end and give what it printed."""
    done = subprocess.run(
        [str(program), *arguments], env=bare(folder), cwd=folder, capture_output=True, text=True, timeout=600
    )
    if done.returncode:
        raise wrong(f"{arguments[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def children(parent: int) -> list[int]:
    """Give the readers a running program started."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            words = (place / "cmdline").read_bytes().split(b"\0")
            above = int((place / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):  # it ended meanwhile
            continue
        if above == parent and b"--reader" in words:
            found.append(int(place.name))
    return found


def told(printed: str) -> tuple[set[str], dict[str, str]]:
    """Give the files that were read, and the error of each that was refused."""
    items: list[dict[str, Any]] = json.loads(printed)["items"]
    read = {item["file"] for item in items if "answers" in item}
    refused = {item["file"]: item["code"] for item in items if item.get("code", "").startswith("E")}
    return read, refused


def hostile(folder: Path, good: Path) -> set[str]:
    """Lay files down that are no returns: cut short, not a workbook, and empty."""
    whole = good.read_bytes()
    files = {
        "cut.xlsx": whole[: len(whole) // 2],
        "page.xlsx": b"<html><body>412</body></html>",
        "empty.xlsx": b"",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return set(files)


def check_all(
    program: Path, folder: Path, files: list[Path], kills: int = 0
) -> tuple[set[str], dict[str, str], int]:
    """Check files in one run, killing the child that reads as often as told."""
    out, command = folder / "told.json", [str(program), "check", "--json", *map(str, files)]
    with out.open("w") as printed:
        run = subprocess.Popen(
            command, env=bare(folder), cwd=folder, stdout=printed, stderr=subprocess.DEVNULL
        )
        killed: set[int] = set()
        while run.poll() is None:
            for child in children(run.pid):
                if len(killed) < kills and child not in killed and _busy(child):
                    os.kill(child, signal.SIGKILL)
                    killed.add(child)
            time.sleep(0.01)
    read, refused = told(out.read_text(encoding="utf-8"))
    return read, refused, len(killed)


def _busy(child: int) -> bool:
    """Say whether a child is at work."""
    try:
        return (Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0]) == "R"
    except OSError:
        return False


def main(program: Path) -> None:
    """Run every proof and print what was found."""
    with tempfile.TemporaryDirectory(prefix="frozen-") as place:
        folder = Path(place)
        moved = folder / "elsewhere"
        shutil.copytree(program.parent, moved, symlinks=True)
        here = moved / program.name
        print(do(here, folder, "self-test").splitlines()[-1])
        print(do(here, folder, "demo", str(folder / "demo")).strip().splitlines()[-2])
        good = max((folder / "demo").rglob("*.xlsx"), key=lambda path: path.stat().st_size)
        bad = hostile(folder, good)
        copies = [Path(shutil.copy(good, folder / f"{number:02}.xlsx")) for number in range(COPIES)]
        read, refused, _ = check_all(here, folder, [copies[0], *(folder / name for name in bad), copies[1]])
        if set(refused) != bad or read != {copies[0].name, copies[1].name}:
            raise wrong(f"hostile files: {refused}, read {sorted(read)}")
        print(f"{len(bad)} hostile files refused one by one: {', '.join(sorted(refused.values()))}")
        read, refused, killed = check_all(here, folder, copies, KILLS)
        if killed != KILLS or set(refused.values()) != {"E429"} or len(refused) > killed:
            raise wrong(f"{killed} kills, refused {refused}")
        if read | set(refused) != {copy.name for copy in copies}:
            raise wrong(f"{len(read)} read and {len(refused)} refused of {COPIES}")
        print(f"{killed} kills of the reading child: {len(read)} of {COPIES} read, {len(refused)} refused")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
