import shutil

import pytest

from gcm_desktop.catalogue import load
from gcm_desktop.domain.records import Maker
from gcm_desktop.domain.units import parse_unit, return_of
from gcm_desktop.store import create_file, open_file


@pytest.fixture
def maker():
    return Maker("Ö. Garajaýew", "baş hünärmen", "9f31")


@pytest.fixture
def key():
    return return_of(parse_unit("TM-M"), "2026-Q3")


@pytest.fixture(scope="session")
def new_file(tmp_path_factory):
    """Give an empty data file to copy, since making one takes a while."""
    path = tmp_path_factory.mktemp("new") / "new.gcm"
    create_file(path, national=True, catalogue=load(), maker=None).close()
    return path


@pytest.fixture
def path(tmp_path, new_file):
    return shutil.copy(new_file, tmp_path / "TM-M.gcm")


@pytest.fixture
def file(path, maker):
    with open_file(path, maker=maker) as opened:
        yield opened
