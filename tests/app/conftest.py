import pytest

from gcm_desktop.app.desk import Desk
from gcm_desktop.catalogue import load
from gcm_desktop.domain.records import Maker

OROZOW = Maker("Orazow B.", "head of department", "00000000000000aa")


@pytest.fixture(scope="session")
def catalogue():
    return load()


@pytest.fixture
def desk(tmp_path):
    with Desk.create(tmp_path / "TM-M.gcm", "TM-M", "2026-Q3", maker=OROZOW) as desk:
        yield desk


@pytest.fixture
def national(tmp_path):
    with Desk.create(tmp_path / "national.gcm", "", "2026-Q3", national=True, maker=OROZOW) as desk:
        yield desk
