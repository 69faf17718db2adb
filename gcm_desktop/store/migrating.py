"""Brings a data file to the newest form: each step and its number in one transaction."""

from __future__ import annotations

from typing import Final

from gcm_desktop import assets
from gcm_desktop.store import dbapi

#: "GCMD" in ASCII; stands in every data file.
APPLICATION_ID: Final = 0x47434D44


def migrations() -> dict[int, str]:
    """Give the SQL of every step by its number."""
    paths = sorted(assets.sql("migrations").glob("[0-9][0-9][0-9][0-9]_*.sql"))
    return {int(path.name[:4]): path.read_text("utf-8") for path in paths}


def views() -> tuple[str, ...]:
    """Give the SQL of the views made for people who read a data file with other programs."""
    return tuple(path.read_text("utf-8") for path in sorted(assets.sql("views").glob("*.sql")))


def newest() -> int:
    """Give the number of the newest form this program knows."""
    return max(migrations())


def version(conn: dbapi.Connection) -> int:
    """Give the form a file is in, 0 for an empty one."""
    return int(conn.execute("PRAGMA user_version").fetchone()[0])


def migrate(conn: dbapi.Connection) -> None:
    """Apply every step the file lacks; a step is there with its number or not at all."""
    import sqlite_utils  # slow to import, and only needed for this

    db = sqlite_utils.Database(conn, recursive_triggers=False, execute_plugins=False)
    done = version(conn)
    for number, sql in migrations().items():
        if number > done:
            with db.atomic():
                for name in db.view_names():
                    db.execute(f'DROP VIEW "{name}"')
                db.executescript(sql)
                if number == newest():
                    for view in views():
                        db.executescript(view)
                db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                db.execute(f"PRAGMA user_version = {number}")


def schema() -> str:
    """Give the newest schema as text, in the order of its making; ``db/schema.sql`` holds it."""
    conn = dbapi.connect(":memory:", isolation_level=None)
    migrate(conn)
    found = conn.execute(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
    )
    return "\n\n".join(f"{sql};" for (sql,) in found) + "\n"
