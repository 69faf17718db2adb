"""The marks of a Word document: paragraphs, runs, fields, bookmarks, as text of WordprocessingML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from gcm_desktop.i18n import BELOW

EMU_PER_POINT: Final = 12700
_FORBIDDEN: Final = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """Give a text without the characters that no XML document may hold."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace(BELOW, "\n"))


def attribute(text: str) -> str:
    """Give a text as the value of an attribute, with its quotes."""
    return quoteattr(plain(text).replace("\n", " "))


def run(text: str, *, bold: bool = False, half_points: int = 0) -> str:
    """Give a run of words, of a size of its own where one is named; a line break stays a line break."""
    heavy = "<w:b/>" if bold else ""
    sized = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else ""
    look = f"<w:rPr>{heavy}{sized}</w:rPr>" if heavy or sized else ""
    lines = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in plain(text).split("\n")]
    return f"<w:r>{look}{'<w:br/>'.join(lines)}</w:r>"


def paragraph(content: str, style: str = "", more: str = "") -> str:
    """Give a paragraph of a style; ``more`` are further properties of it."""
    name = f'<w:pStyle w:val="{style}"/>' if style else ""
    look = f"<w:pPr>{name}{more}</w:pPr>" if name or more else ""
    return f"<w:p>{look}{content}</w:p>"


def field(instruction: str, shown: str, *, old: bool = False) -> str:
    """Give a field that the reader's program fills in; ``shown`` stands there until it does."""
    dirty = ' w:dirty="true"' if old else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{dirty}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}'
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def bookmarked(content: str, name: str, number: int) -> str:
    """Give content with a bookmark around it, for the contents to lead to."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def linked(content: str, name: str) -> str:
    """Give content that leads to a bookmark."""
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{content}</w:hyperlink>'


def list_item(text: str, number: int) -> str:
    """Give a paragraph of a list; ``number`` says which."""
    marks = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(run(text), "ListParagraph", marks)


def cell(content: str, wide: int, *, shade: bool = False, across: int = 1) -> str:
    """Give a cell of a table; a table's cell always ends with a paragraph."""
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    fill = '<w:shd w:val="clear" w:color="auto" w:fill="EFEFEC"/>' if shade else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{span}{fill}</w:tcPr>{content}</w:tc>'


def row(cells: Sequence[str], *, head: bool = False) -> str:
    """Give a row that no page parts; a head is repeated on every page."""
    again = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{again}</w:trPr>{''.join(cells)}</w:tr>"


def table_start(title: str, widths: Sequence[int]) -> str:
    """Open a table: its look, its words for those who hear it, its columns."""
    columns = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Figures"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val={attribute(title)}/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )


def picture(relation: str, number: int, title: str, told: str, size: tuple[float, float]) -> str:
    """Give a picture in the line, as broad and high as ``size`` says in points, with its alternative text."""
    wide, high = (round(side * EMU_PER_POINT) for side in size)
    names = f'id="{number}" name={attribute(title)}'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" '
        f'cy="{high}"/><wp:docPr {names} descr={attribute(told)}/><wp:cNvGraphicFramePr>'
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f"<pic:cNvPr {names} descr={attribute(told)}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
