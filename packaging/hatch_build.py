"""Compiles the translations so that a wheel carries them ready to read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TranslationsHook(BuildHookInterface[Any]):
    """Writes a .mo beside every .po before the files are gathered."""

    PLUGIN_NAME = "translations"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the build looks for files; editable installs read the checkout."""
        sys.path.insert(0, str(Path(self.root) / "packaging"))
        from translating import compile_words

        compile_words(Path(self.root) / "resources" / "i18n")
