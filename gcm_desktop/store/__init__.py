"""Where everything is kept: one SQLite file, one writer, one transaction per step."""

from gcm_desktop.store.data_file import DataFile, create_file, open_file, restore
from gcm_desktop.store.holding import holder
from gcm_desktop.store.keeping import backups_of
from gcm_desktop.store.published import Published
from gcm_desktop.store.purging import PurgedRecord
from gcm_desktop.store.shapes import (
    ArchiveInfo,
    Arrival,
    BackupInfo,
    CellChange,
    Commit,
    Count,
    Holder,
    ImportRecord,
    JournalEntry,
    Receipt,
    Setter,
)
from gcm_desktop.store.uniting import NotProved

__all__ = [
    "ArchiveInfo",
    "Arrival",
    "BackupInfo",
    "CellChange",
    "Commit",
    "Count",
    "DataFile",
    "Holder",
    "ImportRecord",
    "JournalEntry",
    "NotProved",
    "Published",
    "PurgedRecord",
    "Receipt",
    "Setter",
    "backups_of",
    "create_file",
    "holder",
    "open_file",
    "restore",
]
