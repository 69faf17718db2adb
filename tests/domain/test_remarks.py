"""Remarks and their answers follow from the acts, in whatever order they came."""

from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.domain.records import Act, ActKind
from gcm_desktop.domain.remarks import Remark, RemarkState, asked_in, facts_of, key_of, remarks_of
from gcm_desktop.domain.text import Text3
from gcm_desktop.domain.values import BLANK, State, Value, nfc, number

ABOUT = "return:r"
CELLS = ("G05.02", "G05.02|SEX=F", "G01.02", "N05.progress", "R.BA.x1.date")
texts = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12).map(nfc)
values = st.sampled_from((BLANK, number("5"), number("6", note="why"), Value(State.UNREAD, "5 adam")))
remarks = st.builds(
    Remark, st.integers(1, 9), st.sampled_from(CELLS), st.builds(Text3, texts, texts, texts), texts, values,
    st.booleans(), st.dictionaries(st.sampled_from(CELLS), values),
)  # fmt: skip


def returned(*asked, parents=()):
    return Act(ABOUT, ActKind.RETURNED, tuple(sorted(parents)), facts=facts_of(asked))


def states(*acts, now=None):
    return [(one.state, one.answer) for one in asked_in(acts, ABOUT, now)]


ONE = Remark(1, "G05.02", Text3("a", "b", "c"), was=number("5"))


@given(st.lists(remarks, max_size=4))
def test_remarks_come_out_of_an_act_as_they_went_in(asked):
    assert remarks_of(Act.of(returned(*asked).record())) == tuple(asked)


@given(st.permutations(range(4)), st.dictionaries(st.sampled_from(CELLS), values))
def test_the_order_of_arrival_does_not_matter(order, now):
    first = returned(ONE)
    answer = Act(ABOUT, ActKind.ANSWERED, (first.id,), facts={key_of(first, ONE): "so it is"})
    later = Act(ABOUT, ActKind.ANSWERED, (answer.id,), facts={key_of(first, ONE): "no, it is not"})
    again = returned(Remark(1, "G01.02", ONE.text), parents=(later.id,))
    acts = (first, answer, later, again)
    found = asked_in([acts[n] for n in order], ABOUT, now)
    assert found == asked_in(acts, ABOUT, now)
    assert (found[0].state, found[0].answer) == (RemarkState.CLOSED, "no, it is not")


def test_a_remark_is_answered_by_words_or_by_another_value_and_closed_by_the_coordinator():
    asked = returned(ONE)
    assert states(asked, now={"G05.02": number("5")}) == [(RemarkState.OPEN, "")]
    assert states(asked, now={"G05.02": number("6")}) == [(RemarkState.ANSWERED, "")]
    assert states(asked, now={}) == [(RemarkState.ANSWERED, "")]  # emptied
    answer = Act(ABOUT, ActKind.ANSWERED, (asked.id,), facts={key_of(asked, ONE): "yes"})
    assert states(asked, answer, now={"G05.02": number("5")}) == [(RemarkState.ANSWERED, "yes")]
    accepted = Act(ABOUT, ActKind.ACCEPTED, (answer.id,))
    assert states(asked, answer, accepted) == [(RemarkState.CLOSED, "yes")]
    stranger = Act(ABOUT, ActKind.ACCEPTED)  # said without knowing of the remark
    assert states(asked, stranger, now={"G05.02": number("5")}) == [(RemarkState.OPEN, "")]


def test_a_remark_about_a_table_is_met_by_any_of_its_cells():
    whole = Remark(1, "G05.02", ONE.text, "R106", number("5"), True, {"G05.02|SEX=F": number("9")})
    same = {"G05.02": number("5"), "G05.02|SEX=F": number("9"), "G05.020": number("1")}
    assert not whole.is_met(same)
    assert whole.is_met({**same, "G05.02|SEX=M": number("1")})
    assert not ONE.is_met({"G05.02": number("5"), "G05.02|SEX=M": number("1")})


def test_facts_of_another_program_are_no_remarks():
    assert remarks_of(Act(ABOUT, ActKind.RETURNED, facts={"remarks": "[1]"})) == ()
    assert remarks_of(Act(ABOUT, ActKind.RETURNED, facts={"remarks": "{"})) == ()
    assert remarks_of(Act(ABOUT, ActKind.RETURNED, reason="please look")) == ()
    nowhere = facts_of([Remark(1, "no cell at all", ONE.text)])
    assert remarks_of(Act(ABOUT, ActKind.RETURNED, facts=nowhere)) == ()
