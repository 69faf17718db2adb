"""How the workbook looks: one quiet page, one accent."""

from __future__ import annotations

from copy import copy
from typing import Any, Final

FONT: Final = "Calibri"
ACCENT: Final = "8A1C2C"
INK: Final = "2B2724"
SOFT: Final = "7A726B"
FAINT: Final = "B5ADA4"
RULE: Final = "D9D3CB"
PAPER: Final = "FAF8F5"
SHADE: Final = "F1EDE7"
FIELD: Final = "FFFFFF"
WHOLE_FORMAT: Final = "#,##0"


def decimal_format(decimals: int) -> str:
    """Give the number format of a cell with so many decimals."""
    return "#,##0" + ("." + "#" * decimals if decimals else "")


class Looks:
    """The cell styles of one workbook, made once each and copied into its cells."""

    def __init__(self, workbook: Any) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

        self._scratch = workbook.create_sheet("_scratch")
        self._workbook = workbook
        self._made: dict[tuple[Any, ...], Any] = {}
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._wanted: dict[int, tuple[bool, dict[str, Any]]] = {}
        self._font, self._fill, self._align = Font, PatternFill, Alignment
        self._protect = Protection
        line = Side(style="thin", color=RULE)
        self._borders = {
            "": Border(),
            "field": Border(left=line, right=line, top=line, bottom=line),
            "under": Border(bottom=line),
            "accent": Border(bottom=Side(style="medium", color=ACCENT)),
            "sign": Border(bottom=Side(style="thin", color=SOFT)),
        }

    def put(self, cell: Any, content: Any, **wanted: Any) -> Any:
        """Write ``content`` with the style wanted; text stays text, whatever it begins with."""
        is_text = isinstance(content, str)
        if content is not None:
            cell.value = content
        cell._style = copy(self.style(**wanted))
        if is_text:
            cell.data_type = "s"
            if content[:1] in ("=", "+", "-", "@", "#"):
                cell.quotePrefix = True
        return cell

    def number(self, *, quoted: bool = False, **wanted: Any) -> int:
        """Give the number of a style in the workbook; ``quoted`` text shows a sign it begins with."""
        key = (quoted, *wanted.items())
        if key not in self._numbers:
            style = copy(self.style(**wanted))
            style.quotePrefix = int(quoted)
            self._numbers[key] = number = self._workbook._cell_styles.add(style)
            self._wanted[number] = (quoted, wanted)
        return self._numbers[key]

    def changed(self, number: int, **other: Any) -> int:
        """Give the number of the style that is another one but for what is named."""
        quoted, wanted = self._wanted[number]
        return self.number(quoted=quoted, **(wanted | other))

    def style(
        self,
        *,
        size: float = 10,
        bold: bool = False,
        color: str = INK,
        fill: str = "",
        border: str = "",
        align: str = "left",
        vertical: str = "center",
        indent: int = 0,
        wrap: bool = True,
        locked: bool = True,
        format: str = "General",
    ) -> Any:
        """Give a style, made once."""
        key = (size, bold, color, fill, border, align, vertical, indent, wrap, locked, format)
        if key not in self._made:
            cell = self._scratch.cell(len(self._made) + 1, 1)
            cell.font = self._font(name=FONT, size=size, bold=bold, color=color)
            if fill:
                cell.fill = self._fill("solid", fgColor=fill)
            cell.border = self._borders[border]
            cell.alignment = self._align(horizontal=align, vertical=vertical, indent=indent, wrap_text=wrap)
            cell.protection = self._protect(locked=locked)
            cell.number_format = format
            self._made[key] = cell._style
        return self._made[key]

    def done(self) -> None:
        """Take the scratch sheet out again."""
        self._workbook.remove(self._scratch)


def protect(sheet: Any, *, rows_free: bool = False) -> None:
    """Protect without a password; filter, column width and row height stay allowed."""
    protection = sheet.protection
    protection.sheet = True
    protection.autoFilter = protection.formatColumns = protection.formatRows = False
    protection.selectLockedCells = protection.selectUnlockedCells = False
    if rows_free:
        protection.sort = protection.insertRows = protection.deleteRows = False


def page(sheet: Any, title_rows: str, footer: str) -> None:
    """Set a sheet up for A4 landscape, one page wide, with its headings repeated."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.print_title_rows = title_rows
    sheet.oddFooter.left.text = footer.replace("&", "&&")
    sheet.oddFooter.right.text = "&P / &N"
    sheet.oddFooter.left.size = sheet.oddFooter.right.size = 8
    sheet.sheet_view.showGridLines = False


def lines(text: str, width: float) -> int:
    """Estimate how many lines a text takes in a column of so many characters."""
    return sum(max(1, -(-len(part) // max(1, int(width * 1.05)))) for part in text.split("\n"))
