"""Writes db/schema.sql from the migrations: python -m tests.store.write_schema."""

from gcm_desktop import assets
from gcm_desktop.store import migrating

if __name__ == "__main__":
    assets.sql("schema.sql").write_text(migrating.schema(), "utf-8")
