"""The wheel holds the package and the three folders beside it, nothing else and nothing less."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUNDLED = {"ui/styles": "ui/styles", "db": "db", "resources": "resources"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1767225600"}
    outcome = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


def visible(folder):
    ignored = {"__pycache__", ".DS_Store"}
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not ignored & set(path.parts) and path.suffix not in {".pyc", ".po", ".pot"}
    }


def test_wheel_has_one_top_level_name(names):
    tops = {name.split("/")[0] for name in names}

    assert len(tops) == 2
    assert tops == {"gcm_desktop", next(top for top in tops if top.endswith(".dist-info"))}


def test_wheel_holds_every_module_and_every_asset(names):
    expected = {f"gcm_desktop/{name}" for name in visible(ROOT / "gcm_desktop")}
    for source, target in BUNDLED.items():
        expected |= {f"gcm_desktop/_bundled/{target}/{name}" for name in visible(ROOT / source)}

    assert {name for name in names if ".dist-info/" not in name} == expected


def test_wheel_holds_compiled_translations_and_the_licence(names):
    assert {
        f"gcm_desktop/_bundled/resources/i18n/{code}/LC_MESSAGES/gcm.mo" for code in ("tk", "ru")
    } <= names
    assert any(name.endswith("/licenses/LICENSE") for name in names)
