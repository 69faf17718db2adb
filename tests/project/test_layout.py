"""The house rules a reader relies on: where things lie, how long they are, who imports whom."""

import ast
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = [path for path in sorted((ROOT / "gcm_desktop").rglob("*.py")) if "_forms" not in path.parts]
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".sql",
    ".qss",
    ".ui",
    ".json",
    ".sh",
    ".lock",
    ".pot",
    ".po",
    ".svg",
    ".txt",
    "",
}
PRIVATE = re.compile(r"(?<![\w.])/(?:root|home|Users|work|opt|tmp)/\w")
#: The handlers of the reader are closures over plain names, which Python calls fastest.
LONG_FOR_A_REASON = {("grid.py", "_handlers")}
EMPTY_WORDS = {"util", "utils", "helper", "helpers", "manager", "managers", "base", "common", "misc"}


def test_folders_for_people_hold_no_python():
    assert not [path for folder in ("ui", "db", "resources") for path in (ROOT / folder).rglob("*.py*")]


def test_checkout_holds_no_bundled_copy():
    assert not (ROOT / "gcm_desktop" / "_bundled").exists()


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_fits_in_the_head_and_a_function_on_a_screen(path):
    source = path.read_text(encoding="utf-8")
    long = [
        f"{node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno >= 60
        and (path.name, node.name) not in LONG_FOR_A_REASON
    ]

    assert len(source.splitlines()) <= 400
    assert not long
    assert path.stem not in EMPTY_WORDS


def test_imports_go_down_only():
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_start_does_not_import_what_only_some_work_needs():
    script = "import sys, gcm_desktop.__main__; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert not {"openpyxl", "reportlab", "PySide6", "babel", "sqlite_utils"} & set(loaded.stdout.split())


@pytest.mark.parametrize(
    "path", sorted((ROOT / "resources" / "icons").glob("*.svg")), ids=lambda path: path.stem
)
def test_icon_is_a_drawing_in_the_colour_of_its_place(path):
    drawing = ElementTree.parse(path).getroot()

    assert drawing.tag.endswith("svg")
    assert path.stem == "gcm-desktop" or (
        drawing.get("stroke") == "currentColor" and drawing.get("viewBox") == "0 0 24 24"
    )


def test_fonts_and_icons_come_with_their_licences():
    fonts = {path.name.split("-")[0] for path in (ROOT / "resources" / "fonts").glob("*.ttf")}
    licences = {path.name.split("-")[0] for path in (ROOT / "resources" / "fonts").glob("*-LICENSE.txt")}

    assert fonts == licences
    assert (ROOT / "resources" / "icons" / "LICENSE.txt").is_file()


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def test_files_name_no_folder_of_anyones_computer():
    for path in tracked():
        if path.suffix in TEXT and path.is_file():
            found = PRIVATE.search(path.read_text(encoding="utf-8", errors="ignore"))
            assert not found, f"{found.group()} in {path}"


def test_lock_files_pin_by_hash_and_name_no_place():
    for path in sorted(ROOT.glob("requirements*.lock")):
        lines = path.read_text().splitlines()

        assert not [line for line in lines if "://" in line or line.startswith("-")]
        assert all("==" in line for line in lines if not line.startswith(" "))
        assert sum("--hash=sha256:" in line for line in lines) >= sum("==" in line for line in lines)


def test_commits_name_no_folder_of_anyones_computer():
    log = subprocess.run(["git", "log", "--format=%B"], cwd=ROOT, capture_output=True, text=True, check=False)
    if log.returncode:
        pytest.skip("not a git checkout")

    assert not PRIVATE.search(log.stdout)


def test_changelog_knows_the_version():
    from gcm_desktop import __version__

    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
