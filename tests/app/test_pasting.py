"""Blocks from table programs: read in the form they were offered, laid on a page, written at once."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gcm_desktop.app import entering, pasting
from gcm_desktop.app.clipboard import Offered, read_block
from gcm_desktop.app.landing import DoubtKind, Target
from gcm_desktop.app.page import RowKind, goal_page
from gcm_desktop.domain.blocks import BlockTooLarge, Kind, Refusal, Repair, Source
from gcm_desktop.domain.values import State, number

XML = """<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">
 <Styles>
  <Style ss:ID="Default" ss:Name="Normal"/>
  <Style ss:ID="s62"><NumberFormat ss:Format="0.0%"/></Style>
 </Styles>
 <Worksheet ss:Name="Sheet1">
  <Table ss:ExpandedColumnCount="3" ss:ExpandedRowCount="6">
   <Column ss:Width="12"/>
   <Row><Cell><Data ss:Type="Number">1234.5678</Data></Cell><Cell><Data ss:Type="String">412</Data></Cell>
    <Cell ss:StyleID="s62"><Data ss:Type="Number">0.453</Data></Cell></Row>
   <Row ss:Hidden="1"><Cell><Data ss:Type="Number">99</Data></Cell></Row>
   <Row><Cell><Data ss:Type="DateTime">2026-05-01T00:00:00.000</Data></Cell>
    <Cell ss:Index="3" ss:Formula="=1/0"><Data ss:Type="Error">#DIV/0!</Data></Cell></Row>
   <Row ss:Index="6"><Cell ss:MergeAcross="1"><ss:Data ss:Type="String"
     xmlns="http://www.w3.org/TR/REC-html40"><B>41</B>2</ss:Data></Cell>
    <Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
  </Table>
 </Worksheet>
</Workbook>
"""
EXCEL = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta name=ProgId content=Excel.Sheet><meta name=Generator content="Microsoft Excel 11">
<style><!-- .xl24 {mso-number-format:"\\#\\,\\#\\#0";} --></style></head>
<body><table x:str border=0><!--StartFragment--><col width=64><col width=64>
 <tr height=17><td class=xl24 align=right x:num="1234.5678">1,235</td><td x:num>412</td></tr>
 <tr height=0 style='display:none'><td x:num>5</td><td></td></tr>
 <tr><td x:err="#REF!">#REF!</td><td>4&nbsp;120</td></tr>
 <tr><td colspan=2 x:num="7">###</td></tr>
 <![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=64></td><td></td></tr><![endif]>
<!--EndFragment--></table></body></html>"""
LIBREOFFICE = """<!DOCTYPE html><html><head>
<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/></head><body>
<table cellspacing="0" border="0"><colgroup width="80"></colgroup>
<tr><td align="right" sdval="1234.5678" sdnum="1033;0;#,##0"><font color="#000000">1,235</font></td>
 <td align="left"><font color="#000000">412</font></td></tr>
<tr><td align="right" sdval="46143" sdnum="1033;0;YYYY-MM-DD"><font>2026-05-01</font></td>
 <td align="right" sdval="0" sdnum="1033;"><font>#DIV/0!</font></td></tr>
<tr><td sdval="0.453" sdnum="1033;0;0.0%">45.3%</td><td sdval="1" sdnum="1033;0;BOOLEAN">TRUE</td></tr>
</table></body></html>"""


def told(block):
    return [[(cell.text, cell.exact, cell.kind) for cell in row] for row in block.rows]


def test_excel_offers_exact_values_in_its_xml():
    block = read_block(Offered(XML.encode() + b"\0", EXCEL, "shown"))
    assert (block.source, block.exact, block.program) == (Source.XML, True, "Excel")
    assert block.hidden_rows == {1}
    assert told(block)[0][:2] == [
        ("1234.5678", Decimal("1234.5678"), Kind.NUMBER),
        ("412", None, Kind.TEXT),
    ]
    assert block.rows[0][2].percent
    assert [cell.kind for cell in block.rows[2]] == [Kind.DATE, Kind.BLANK, Kind.ERROR]
    assert [cell.text for cell in block.rows[5]] == ["412", "", "1"]


def test_the_html_of_older_excel_carries_values_in_its_marks():
    block = read_block(Offered(html=EXCEL))
    assert (block.exact, block.program, block.hidden_rows) == (True, "Excel", {1})
    assert told(block)[0] == [
        ("1,235", Decimal("1234.5678"), Kind.NUMBER),
        ("412", Decimal(412), Kind.NUMBER),
    ]
    assert told(block)[2] == [("#REF!", None, Kind.ERROR), ("4\u00a0120", None, Kind.TEXT)]
    assert told(block)[3][0] == ("###", Decimal(7), Kind.NUMBER)
    assert len(block.rows) == 4


def test_the_html_of_libreoffice_carries_values_beside_what_is_shown():
    block = read_block(Offered(html=LIBREOFFICE, text="1,235\t412"))
    assert (block.source, block.exact, block.program) == (Source.HTML, True, "LibreOffice")
    assert told(block)[0] == [("1,235", Decimal("1234.5678"), Kind.NUMBER), ("412", None, Kind.TEXT)]
    assert [cell.kind for cell in block.rows[1]] == [Kind.DATE, Kind.NUMBER]
    assert [cell.percent for cell in block.rows[2]] == [True, False]
    assert block.rows[2][1].kind is Kind.YES_NO


def test_plain_text_is_split_as_excel_joins_it():
    block = read_block(Offered(text='1\t"two\n""lines"""\r\n"bare\t3\r\n\t\r\n'))
    assert [[cell.text for cell in row] for row in block.rows] == [["1", 'two\n"lines"'], ['"bare', "3"]]
    assert not block.exact


@pytest.mark.parametrize("text", ["", "\n\n", "\t\t\n"])
def test_nothing_on_the_clipboard_is_no_block(text):
    assert read_block(Offered(text=text)) is None


def test_a_document_type_or_broken_xml_is_passed_over():
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]>' + XML.partition("?>")[2].encode()
    assert read_block(Offered(bomb, text="5")).source is Source.TEXT
    assert read_block(Offered(XML.encode()[:600], text="5")).source is Source.TEXT


@pytest.mark.parametrize(
    "offered",
    [
        Offered(text="1\n" * 20_001),
        Offered(text="1" + "\n" * 30_000 + "1"),
        Offered(html="<table>" + "<tr><td>1" * 20_001),
        Offered(XML.replace('ss:Index="6"', 'ss:Index="1000000"').encode()),
    ],
)
def test_a_block_larger_than_any_page_is_refused(offered):
    with pytest.raises(BlockTooLarge):
        read_block(offered)


@pytest.fixture
def page(desk):
    return goal_page(desk.catalogue, 4, desk.asked_codes(desk.key()), {}).rows


@pytest.fixture
def plan(desk, page):
    def planned(text="", *, row=0, column=0, html="", xml=b"", **placing):
        block = read_block(Offered(xml, html, text))
        found = pasting.plan(desk, desk.key(), Target(page, row, column), block)
        return found if not placing else pasting.plan(
            desk, desk.key(), Target(page, row, column), block, pasting.Placing(**placing)
        )  # fmt: skip

    return planned


def texts(planned):
    return {cell: value.text for cell, value in planned.changes.items()}


FIRST = {
    "G04.01": "100", "G04.01|SEX=F": "60", "G04.01|SEX=M": "40",
    "G04.01|AGE=Y0T17": "70", "G04.01|AGE=Y18T29": "30",
}  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "100\t60\t40\n70\n30",  # figures one below the other
        "100\t60\t40\n\t\t\n70\n30",  # as the page has them, with an empty heading
        "100\t60\t40\n100\n70\n30",  # as the workbook has them, with the sum in the heading
        "Görkeziji\tJemi\tAýal\tErkek\nx\t100\t60\t40\n0–17 ýaş\t70\n18–29 ýaş\t30",
        "Показатель\tВсего\tЖенщины\tМужчины\nА\t1\t2\t3\nВсе\t100\t60\t40\n0–17 лет\t70\n18–29 лет\t30",
    ],
)
def test_a_block_lands_on_its_rows_however_it_is_framed(plan, text):
    planned = plan(text)
    assert texts(planned) == FIRST
    assert not planned.doubts


def test_the_sum_of_the_block_is_skipped(plan):
    planned = plan("10\n20\n30\n40\n0\n0\n100", row=2)
    assert texts(planned)["G04.01|AGE=_U"] == "0"
    assert "G04.02" not in texts(planned)
    assert planned.landings[-1].refusal is Refusal.TOTAL


def test_exact_values_are_mended_or_refused_by_name(plan):
    landed = plan(html=LIBREOFFICE).landings
    said = [
        (item.pasted.text, item.new.text if item.new else None, item.repairs, item.refusal) for item in landed
    ]
    assert said[0] == ("1,235", None, (), Refusal.NOT_WHOLE)
    assert said[1] == ("412", "412", (Repair.TEXT_NUMBER,), None)
    assert said[2][3] is Refusal.DATE
    assert [item.refusal for item in landed[3:]] == [Refusal.NO_CELL, Refusal.OTHER_UNIT, Refusal.NO_CELL]


def test_hidden_rows_are_counted_and_left_out_until_they_are_wanted(plan):
    xml = XML.replace(">1234.5678<", ">12<").encode()
    assert plan(xml=xml).doubts[-1].kind is DoubtKind.HIDDEN
    assert "99" not in texts(plan(xml=xml)).values()
    assert "99" in texts(plan(xml=xml, hidden_too=True)).values()


def test_names_one_row_off_are_warned_of_and_put_right(plan):
    planned = plan("0–17\t70\n18–29\t30")
    assert [doubt.kind for doubt in planned.doubts] == [DoubtKind.SHIFTED_UP]
    mended = planned.doubts[0].mended
    assert texts(plan("0–17\t70\n18–29\t30", down=mended.down)) == {
        "G04.01|AGE=Y0T17": "70", "G04.01|AGE=Y18T29": "30",
    }  # fmt: skip


def test_sums_that_come_out_one_row_up_are_warned_of(plan):
    planned = plan("100\n40\n25\n15\n10\n6\n4", row=2)
    assert planned.doubts[0].kind is DoubtKind.SHIFTED_DOWN
    assert (
        texts(plan("100\n40\n25\n15\n10\n6\n4", row=2, down=planned.doubts[0].mended.down))["G04.01"] == "100"
    )


def test_headings_tell_that_women_and_men_are_the_other_way_round(plan):
    planned = plan("Jemi\tErkekler\tAýallar\n100\t60\t40")
    assert [doubt.kind for doubt in planned.doubts] == [DoubtKind.SWAPPED]
    mended = plan("Jemi\tErkekler\tAýallar\n100\t60\t40", swapped=True)
    assert texts(mended) == {"G04.01": "100", "G04.01|SEX=F": "40", "G04.01|SEX=M": "60"}
    assert not mended.doubts


def test_the_period_before_tells_that_women_and_men_are_the_other_way_round(desk, page):
    before = {"G04.01|SEX=F": "90", "G04.01|SEX=M": "10", "G04.02|SEX=F": "80", "G04.02|SEX=M": "20"}
    earlier = desk.key(period="2026-Q2")
    entering.enter_many(desk, earlier, {cell: number(text) for cell, text in before.items()})
    second = next(n for n, row in enumerate(page) if row.cells[0] == "G04.02")
    lines = ["100\t11\t89"] + [""] * (second - 1) + ["100\t21\t79"]
    block = read_block(Offered(text="\n".join(lines)))
    planned = pasting.plan(desk, desk.key(), Target(page, 0), block)
    assert DoubtKind.SWAPPED in [doubt.kind for doubt in planned.doubts]


def test_headings_tell_that_the_columns_are_one_off(plan):
    planned = plan("Jemi\tAýallar\tErkekler\n100\t60\t40", column=1)
    assert (planned.doubts[0].kind, planned.doubts[0].mended.across) == (DoubtKind.SHIFTED_ACROSS, -1)


def test_a_block_larger_than_the_page_says_so(plan, page):
    planned = plan("1\t2\t3\t4\t5\n" * 2, row=len(page) - 1)
    assert planned.doubts[-1].kind is DoubtKind.LARGER
    assert planned.outside == 1 + 5


def test_marks_come_along_and_notes_stay(desk, plan):
    entering.enter(desk, desk.key(), "G04.01", "7")
    entering.note(desk, desk.key(), "G04.01", "counted twice")
    entering.enter(desk, desk.key(), "G04.01|SEX=F", "5")
    planned = plan("x\t\t≈ 12")
    pasting.paste(desk, desk.key(), planned)
    held = desk.file.cells(desk.key())
    assert (held["G04.01"].state, held["G04.01"].note) == (State.NOT_APPLICABLE, "counted twice")
    assert held["G04.01|SEX=F"].text == "5"
    assert (held["G04.01|SEX=M"].text, held["G04.01|SEX=M"].precision.value) == ("12", "~")


def test_planning_writes_nothing(desk, plan):
    plan("1\t2\t3\n4")
    assert not desk.file.cells(desk.key())


figures = st.integers(0, 10**9)
blocks = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(figures, min_size=width, max_size=width), min_size=1, max_size=6)
)


@given(blocks, st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_block_lands_as_its_numbers_and_one_undo_restores_everything(desk, page, rows, data):
    stops = [
        number
        for number, row in enumerate(page)
        if row.kind in (RowKind.INDICATOR, RowKind.PART) and not row.computed
    ]
    first = data.draw(st.integers(0, len(stops) - len(rows)))
    key = desk.key()
    target = Target(page, stops[first], data.draw(st.integers(0, 4 - len(rows[0]))))
    joined = "\n".join("\t".join(f"{figure:,}".replace(",", "\u00a0") for figure in row) for row in rows)
    planned = pasting.plan(desk, key, target, read_block(Offered(text=joined)))
    before = desk.file.cells(key)
    landed = [item for item in planned.landings if item.new is not None]
    pasting.paste(desk, key, planned)
    held = desk.file.cells(key)
    assert all(held[item.cell].text == item.pasted.text.replace("\u00a0", "") for item in landed)
    assert all(item.refusal in (Refusal.NO_CELL, Refusal.COMPUTED, Refusal.TOTAL)
               for item in planned.landings if item.new is None)  # fmt: skip
    assert len(planned.landings) == len(rows) * len(rows[0])
    if planned.changes:
        desk.file.undo(key)
    assert desk.file.cells(key) == before
