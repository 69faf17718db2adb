"""What the documents promise can be typed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [path for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]) if path.is_file()]
TARGETS = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)


def mentioned(pattern):
    found = {}
    for path in DOCUMENTS:
        for code in CODE.findall(path.read_text(encoding="utf-8")):
            for name in re.findall(pattern, code):
                found.setdefault(name, path.name)
    return found


def test_every_make_command_exists():
    unknown = {name: path for name, path in mentioned(r"\bmake ([a-z0-9-]+)").items() if name not in TARGETS}

    assert not unknown


def test_make_lists_its_commands():
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert {line.split()[0] for line in listed.splitlines()} == TARGETS


@pytest.mark.parametrize("verb", sorted(mentioned(r"\bgcm-desktop ([a-z][a-z-]+)(?![\w./])")))
def test_every_verb_of_the_command_line_exists(verb):
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "gcm_desktop", verb, "--help"]
    outcome = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert outcome.returncode == 0, outcome.stderr


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_documents_lead_somewhere(path):
    links = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))

    assert not [link for link in links if not (path.parent / link).exists()]
