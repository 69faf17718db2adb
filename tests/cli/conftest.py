"""Runs the command line in this process, the way a script would."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from gcm_desktop.cli.command_line import run

BY = ("--by", "Orazow B.")
HERE = ("--unit", "TM-M", "--period", "2026-Q3")


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def items(self) -> list[dict]:
        answer = json.loads(self.out)
        assert answer.keys() == {"version", "items"}
        assert answer["version"] == 1
        return answer["items"]


def no_window(path: Path | None) -> int:
    raise AssertionError(f"the window was opened for {path}")


def no_demo(folder: Path) -> None:
    raise AssertionError(f"the demo was driven into {folder}")


@pytest.fixture
def gcm(capfd, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str | Path) -> Answer:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments], no_window, no_demo)
        out, err = capfd.readouterr()
        return Answer(code, out, err)

    return call


@pytest.fixture
def office(gcm) -> Path:
    """Give Mary's file with a few answers of every kind."""
    assert gcm("new", "TM-M.gcm", *HERE, *BY).code == 0
    answers = ("G05.02=412", "G05.02|SEX=F=200", "G02.03=?L", "G02.02=~30", "G02.04=x", "N05.progress=good")
    assert gcm("enter", "TM-M.gcm", *answers, "R.BA.r1.partner=TUR", *HERE, *BY).code == 0
    return Path("TM-M.gcm")


@pytest.fixture
def nation(gcm) -> Path:
    assert gcm("new", "national.gcm", "--period", "2026-Q3", "--national").code == 0
    return Path("national.gcm")


@pytest.fixture
def disagreeing(gcm, office) -> tuple[Path, Path]:
    """Give two returns of one unit from two computers that say different things about one cell."""
    assert gcm("export", office, "one.xlsx", *HERE).code == 0
    assert gcm("new", "second.gcm", *HERE).code == 0
    assert gcm("enter", "second.gcm", "G05.02=415", "G02.03=7", *HERE, "--by", "Nurow N.").code == 0
    assert gcm("export", "second.gcm", "two.xlsx", *HERE).code == 0
    return Path("one.xlsx"), Path("two.xlsx")
