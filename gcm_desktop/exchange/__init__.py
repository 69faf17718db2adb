"""How a return travels: an Excel workbook out, gate and reader in."""

from gcm_desktop.exchange.model import ReadReturn, ReturnBook
from gcm_desktop.exchange.reader import Reader
from gcm_desktop.exchange.readers import Readers
from gcm_desktop.exchange.reading import read_return
from gcm_desktop.exchange.stamping import write_forms
from gcm_desktop.exchange.writing import file_name, replace_file, write_return

__all__ = [
    "ReadReturn",
    "Reader",
    "Readers",
    "ReturnBook",
    "file_name",
    "read_return",
    "replace_file",
    "write_forms",
    "write_return",
]
