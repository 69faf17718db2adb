"""Unread answers show what they may mean; one key takes it, one key takes all alike."""

import pytest

from gcm_desktop.app import merging
from gcm_desktop.app.receiving import Receiving
from gcm_desktop.desktop.dialogs.change_list import ChangeList
from gcm_desktop.desktop.dialogs.conflicts import ConflictsDialog
from gcm_desktop.domain.records import RevisionKind
from gcm_desktop.domain.units import parse_unit, return_of
from tests.desktop_dialogs.conftest import PERIOD
from tests.exchange.books import typed

AHAL = return_of(parse_unit("TM-A"), PERIOD)
WRITTEN = {"G05.01": "412 ýagdaý", "G05.02": "12 док.", "G05.03": "1.234", "G06.02": "нет"}


@pytest.fixture
def received(national, forms, tmp_path):
    path = tmp_path / "TM-A.xlsx"
    entries = {(cell, "VALUE"): text for cell, text in WRITTEN.items()}
    path.write_bytes(typed((forms / "TM-A.xlsx").read_bytes(), entries))
    with Receiving(national) as receiving:
        (planned,) = receiving.plan([path])
        receiving.take(planned)
    return planned


def test_the_rehearsal_shows_what_an_unread_answer_may_mean(show, say, qtbot, national, received):
    changes = ChangeList(national.catalogue, say)
    changes.retranslate(say)
    changes.show_plan(received)
    shown = {line.texts[3] for line in changes.table.lines.lines}
    assert {"412 ýagdaý → 412?", "12 док. → 12?", "1.234 → 1,234?", "нет → 0?"} <= shown


def test_one_key_takes_a_proposal_and_another_all_that_are_alike(show, say, hands, national, received):
    dialog = show(ConflictsDialog(national, say))
    assert "«412 ýagdaý» → 412?" in dialog.list.lines.lines[0].texts[1]
    hands.write("*")
    values = national.file.cells(AHAL)
    assert (values["G05.01"].text, values["G05.02"].text) == ("412", "12")
    assert [found.cell for found in merging.unread(national, AHAL)] == ["G05.03", "G06.02"]
    assert not dialog.alike_button.isVisible()
    hands.write("+")
    assert national.file.cells(AHAL)["G05.03"].text == "1234"
    hands.write("+")  # two meanings: the key does not choose between them
    assert [found.cell for found in merging.unread(national, AHAL)] == ["G06.02"]
    hands.write("1")
    assert dialog.reason.text()
    dialog.decide_button.click()
    assert national.file.cells(AHAL)["G06.02"].text == "0"
    assert dialog.empty.isVisible()
    made = [r for r in national.file.history().revisions.values() if r.kind is RevisionKind.DECISION]
    assert any("«412 ýagdaý»" in revision.reason for revision in made)
