"""The one SQLite library that ever opens a data file; errors are caught by these names."""

from sqlcipher3.dbapi2 import (
    Connection,
    DatabaseError,
    Error,
    IntegrityError,
    OperationalError,
    connect,
    sqlite_version,
)

__all__ = [
    "Connection",
    "DatabaseError",
    "Error",
    "IntegrityError",
    "OperationalError",
    "connect",
    "sqlite_version",
]
