"""Runs under the office program's own Python: opens a workbook, types into cells, saves it as .xlsx.

Arguments: workbook in, workbook out, JSON file with [[row code, column code, content], …].
"""

import contextlib
import json
import os
import sys
import time

import uno
from com.sun.star.beans import PropertyValue


def connected(pipe):
    """Wait for the office program to listen and give its desktop."""
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    until = time.monotonic() + 60
    while True:
        try:
            context = resolver.resolve(address)
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)  # the program has no other way to say that it is ready


def prop(name, value):
    """Build one property."""
    item = PropertyValue()
    item.Name, item.Value = name, value
    return item


def places(document):
    """Find rows and columns by their codes."""
    found = {}
    for sheet in document.Sheets:
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        area = sheet.getCellRangeByPosition(0, 0, 25, cursor.RangeAddress.EndRow).getDataArray()
        columns = {}
        for number, row in enumerate(area):
            if row[0] == "#CODE":
                columns = {code: at for at, code in enumerate(row) if code}
            elif row[0] and columns:
                found.update({(row[0], code): (sheet, at, number) for code, at in columns.items()})
    return found


def main():
    """Do the work."""
    source, target, entries, pipe = sys.argv[1:5]
    desktop = connected(pipe)
    document = desktop.loadComponentFromURL(
        uno.systemPathToFileUrl(source), "_blank", 0, (prop("Hidden", True),)
    )
    where = places(document)
    with open(entries, encoding="utf-8") as file:
        for code, column, content in json.load(file):
            sheet, at, number = where[(code, column)]
            cell = sheet.getCellByPosition(at, number)
            if isinstance(content, str):
                cell.setString(content)
            else:
                cell.setValue(content)
    document.storeToURL(uno.systemPathToFileUrl(target), (prop("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)
    with contextlib.suppress(Exception):  # the answer may be cut off by the very end it asks for
        desktop.terminate()


main()
sys.stderr.flush()
os._exit(0)  # the bridge's threads may still speak to a program that is gone: taking it down would crash
