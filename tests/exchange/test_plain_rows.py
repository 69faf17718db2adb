"""The fast reading of rows gives exactly what the reading by element gives, or leaves the sheet to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcm_desktop.errors import UserError
from gcm_desktop.exchange import plain_rows
from gcm_desktop.exchange.gate import enter
from gcm_desktop.exchange.grid import CellMaker, Sheet, read_elements
from gcm_desktop.exchange.markup import Budget
from gcm_desktop.exchange.parts import Look, contents

STRINGS = ("", "aý", "x" * 40)
LOOKS = (Look.NUMBER, Look.DATE, Look.PERCENT)

TIDY = {
    "letters": ("A", "B", "C", "Z", "AA", "IV"),
    "texts": ("", "5", "1", "0", "99", " 7 ", "&amp;", "a&#10;b", "&#x41;", "_x000D_", "ň", "]]"),
    "attributes": ("", ' spans="1:5"', ' hidden="1"', ' hidden="false"', ' x14ac:dyDescent="0.25"', ' a=">"'),
    "types": ("", "", ' t="n"', ' t="s"', ' t="str"', ' t="b"', ' t="e"', ' t="d"', ' t="inlineStr"'),
    "styles": ("", ' s="0"', ' s="1"', ' s="2"', ' s="77"'),
    "held": (
        "",
        "<v>{0}</v>",
        "<v/>",
        "<is><t>{0}</t></is>",
        '<is><t xml:space="preserve">{0}</t></is>',
        "<f>SUM(A1:A2)&gt;1</f><v>{0}</v>",
        '<f t="shared" si="0"/><v>{0}</v>',
        "<f>{0}</f>",
    ),
    "between": ("", "\n  "),
    "after": ("", '<mergeCell ref="A1:B2"/>'),
}
WILD = {
    "letters": ("IW", "ABC", "a", ""),
    "texts": ("\r\n", "&bad;"),
    "attributes": (" ", ' r="4"'),
    "types": (' cm="1"',),
    "styles": (' s=""',),
    "held": (
        "<is><r><t>{0}</t></r><r><t>b</t></r></is>",
        "<is><t>{0}</t><rPh><t>x</t></rPh></is>",
        "<v>{0}</v><v>2</v>",
        "<v><![CDATA[{0}]]></v>",
        "<v>{0}<!-- x --></v>",
    ),
    "between": ("x", "<!-- -->", "<other/>"),
    "after": ('<mergeCell ref="A1:XFD9"/>', "<sheetData/>"),
}


@st.composite
def sheets(draw):
    """Write a sheet as programs do; one part in ten of a wild one is as nobody does."""
    wild = draw(st.booleans())

    def one(what):
        return draw(st.sampled_from(WILD[what] if wild and draw(st.integers(0, 9)) == 5 else TIDY[what]))

    def cell(row):
        number = draw(st.sampled_from((3, 20_001, ""))) if wild and draw(st.integers(0, 9)) == 5 else row
        held = one("held").format(one("texts"))
        close = "/>" if not held and draw(st.booleans()) else f">{held}</c>"
        return f'<c r="{one("letters")}{number}"{one("styles")}{one("types")}{close}'

    rows = []
    for number in draw(st.lists(st.sampled_from((1, 2, 3, 3, 9_999) + (10_000, 20_001) * wild), max_size=3)):
        inner = "".join(cell(number) for _ in range(draw(st.integers(0, 4))))
        rows.append(f'<row r="{number}"{one("attributes")}>{inner}</row>')
    between = one("between")
    return (
        f"<worksheet><sheetData>{between.join(rows)}{between}</sheetData>{one('after')}</worksheet>".encode()
    )


def outcome(read, data):
    budget, sheet = Budget(cells=12, referred=200), Sheet("G", "visible")
    try:
        read = read(data, CellMaker(sheet, STRINGS, LOOKS, budget))
    except UserError as refusal:
        return refusal.code, {key: value for key, value in refusal.facts.items() if key != "reason"}
    return read, budget


def quickly(data, maker):
    return plain_rows.read_sheet(data, "G", "visible", maker.strings, LOOKS, maker.budget)


@given(sheets())
def test_both_ways_of_reading_a_sheet_agree(data):
    assert outcome(quickly, data) == outcome(read_elements, data)


@given(sheets(), st.integers(0, 10_000), st.sampled_from((b"<", b">", b'"', b"&", b"\0", b"\xff", b" ", b"")))
def test_both_agree_on_damaged_sheets(data, at, damage):
    at %= len(data)
    broken = data[:at] + damage + data[at + 1 :]
    assert outcome(quickly, broken) == outcome(read_elements, broken)


def test_our_own_sheets_are_all_read_the_fast_way(sent):
    package = enter(sent)
    about = contents(package, Budget())
    for part in about.sheets:
        maker = CellMaker(Sheet(part.name, part.state), ["?"] * 20_000, (), Budget())
        assert plain_rows._plain_rows(package.read(part.part), maker) is not None, part.name


@pytest.mark.parametrize("content", [b"", b"\n", b'<row r="1"/>', b'<row r="7" hidden="1"><c r="A7"/></row>'])
def test_sheets_without_contents_are_plain_too(content):
    data = b"<worksheet><sheetData>" + content + b"</sheetData></worksheet>"
    maker = CellMaker(Sheet("G", "visible"), (), (), Budget())
    assert plain_rows._plain_rows(data, maker) is not None
    assert outcome(quickly, data) == outcome(read_elements, data)


def test_a_long_sheet_broken_at_its_end_is_refused_as_it_is_element_by_element():
    """A pattern that tried its cells in several ways would never come back from this one."""
    cells = '<c r="A{0}" t="s"><v>1</v></c><c r="B{0}" s="1"/><c r="C{0}"><f>1+1</f><v>2</v></c>'
    rows = "".join(f'<row r="{n}" ht="9" spans="1:3">{cells.format(n)}</row>' for n in range(1, 400))
    rows += '<row r="400"><c r="A400"><q/></c></row>'
    data = f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()
    assert outcome(quickly, data) == outcome(read_elements, data)
