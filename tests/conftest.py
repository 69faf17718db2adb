"""What holds for every test: no screen, no settings of the person at the computer, known random data."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before anything imports Qt; a screen is used only when one is asked for by name.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false;qt.text.font.db=false")
os.environ["LC_ALL"] = "C.UTF-8"

settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True, print_blob=True)
settings.register_profile(
    "soak", max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch):
    """Give every test an empty home, so that none reads or writes a person's settings."""
    home = tmp_path_factory.mktemp("home")
    folders = {
        "HOME": home,
        "USERPROFILE": home,
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_STATE_HOME": home / "state",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_RUNTIME_DIR": home / "run",
        "APPDATA": home / "config",
        "LOCALAPPDATA": home / "data",
        "GCM_DESKTOP_HOME": home / "settings",
    }
    for name, folder in folders.items():
        folder.mkdir(mode=0o700, exist_ok=True)
        monkeypatch.setenv(name, str(folder))
    return home


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Give the folder of the project."""
    return Path(__file__).resolve().parent.parent
