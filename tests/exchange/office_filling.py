"""Runs under the office program's own Python: opens workbooks, types into cells, saves them as other files.

Arguments: a JSON file with a list of jobs and the name of the pipe. A job has ``source``, ``target`` (whose
ending says the kind), ``entries`` as [[row code, column code, content], …] and the ``password`` to lock with.
"""

import contextlib
import json
import os
import sys
import time

import uno
from com.sun.star.beans import NamedValue, PropertyValue

FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8", "xls": "MS Excel 97"}


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


def _locking(job):
    """Say with which password to lock: the way differs from kind to kind."""
    if job["target"].endswith(".ods"):
        return prop("Password", job["password"])
    pairs = (("OOXPassword", job["password"]), ("CryptoType", "Standard"))
    named = tuple(NamedValue(name, value) for name, value in pairs)
    return prop("EncryptionData", uno.Any("[]com.sun.star.beans.NamedValue", named))


def do(desktop, job):
    """Open one file, type into it, save it."""
    hidden = (prop("Hidden", True),)
    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(job["source"]), "_blank", 0, hidden)
    if job["entries"]:
        where = places(document)
        for code, column, content in job["entries"]:
            sheet, at, number = where[(code, column)]
            cell = sheet.getCellByPosition(at, number)
            if isinstance(content, str):
                cell.setString(content)
            else:
                cell.setValue(content)
    how = [prop("FilterName", FILTERS[job["target"].rpartition(".")[2]])]
    if job["password"]:
        how.append(_locking(job))
    document.storeToURL(uno.systemPathToFileUrl(job["target"]), tuple(how))
    document.close(True)


def main():
    """Do the work."""
    jobs, pipe = sys.argv[1:3]
    desktop = connected(pipe)
    with open(jobs, encoding="utf-8") as file:
        for job in json.load(file):
            do(desktop, job)
    with contextlib.suppress(Exception):  # the answer may be cut off by the very end it asks for
        desktop.terminate()


main()
sys.stderr.flush()
os._exit(0)  # the bridge's threads may still speak to a program that is gone: taking it down would crash
