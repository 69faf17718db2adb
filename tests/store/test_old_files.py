import shutil
from pathlib import Path

import pytest

from gcm_desktop.domain.merge import current
from gcm_desktop.domain.records import ActKind
from gcm_desktop.store import migrating, open_file
from tests.old_files.make import KEY, MAKER, PUBLISHED, REGISTERS, SHOWN

OLD = sorted((Path(__file__).parent.parent / "old_files").glob("*.gcm"))


@pytest.mark.parametrize("old", OLD, ids=lambda path: path.stem)
def test_a_file_of_every_released_version_opens_with_everything_in_it(old, tmp_path):
    with open_file(Path(shutil.copy(old, tmp_path)), maker=MAKER) as file:
        assert file.cells(KEY) == SHOWN
        assert file.current(KEY) == current(file.history(), KEY)
        assert all(id_ == revision.id for id_, revision in file.revisions(KEY).items())
        assert file.setting("form_number") == "1-GCM"
        assert [(i.name, i.withdrawn) for i in file.imports()] == [("TM-M.xlsx", False), ("wrong.xlsx", True)]
        assert [act.kind for act in file.acts()] == [ActKind.SENT, ActKind.WITHDRAWN]
        assert file.cells(REGISTERS)["R.BA.x1.partner"].text == "TUR"
        published = [one.figures for one in file.publications()]
        assert published == ([PUBLISHED] if old.stem >= "v6" else [])
        assert file.setters(KEY, "G05.02")[1].sheet == "G05"
        file.undo(KEY)
        assert file.cells(KEY).keys() == SHOWN.keys() - {"G05.02|SEX=F", "N05.progress"}


def test_there_is_a_file_of_every_version():
    assert [path.stem for path in OLD] == [f"v{n}" for n in range(1, migrating.newest() + 1)]
