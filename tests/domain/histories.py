"""Generated histories: computers that type, decide, send, take out and exchange in any order."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

from gcm_desktop.domain.merge import HERE, History, active, brought, current, decide, freeze, heads, unite
from gcm_desktop.domain.records import Act, ActKind, Maker, digest
from gcm_desktop.domain.units import ReturnKey
from gcm_desktop.domain.values import BLANK, Value, number

MARY = ReturnKey("SMS", "TM-M", "2026-Q3")
CELLS = ("G01.02", "G01.02|SEX=F", "G05.02", "N05.progress")
CATALOGUE = "c" * 64


@dataclass
class Computer:
    """One data file: what it knows, and the files it was given."""

    name: str
    history: History = field(default_factory=History)
    files: list[str] = field(default_factory=list)

    @property
    def maker(self) -> Maker:
        return Maker(self.name, device=self.name * 4)

    def own(self) -> dict[str, object]:
        counting = active(self.history)
        return {i: r for i, r in self.history.revisions.items() if i in counting and r.key == MARY}

    def type(self, cells: dict[str, Value]) -> None:
        now = current(self.history, MARY)
        free = {c: v for c, v in cells.items() if c not in now or not now[c].conflict}
        made = freeze(MARY, free, now, heads(self.own(), self.history.links), CATALOGUE, self.maker)
        if made:
            self.history = unite(self.history, brought([made], HERE))

    def settle(self, cell: str, pick: int) -> None:
        now = current(self.history, MARY).get(cell)
        if now and now.conflict:
            value = now.candidates[pick % len(now.candidates)].value
            made = decide(MARY, cell, value, now, CATALOGUE, self.maker, "checked by phone")
            self.history = unite(self.history, brought([made], HERE))

    def send(self, other: Computer) -> None:
        counting = active(self.history)
        held = [r for i, r in sorted(self.history.revisions.items()) if i in counting]
        file = digest({"revisions": [r.id for r in held], "links": sorted(self.history.links)})
        other.history = unite(other.history, brought(held, file, (), dict(self.history.links)))
        if held and file not in other.files:
            other.files.append(file)

    def say(self, kind: ActKind, pick: int) -> None:
        if self.files:
            subject = "import:" + self.files[pick % len(self.files)]
            said = [a for a in self.history.acts.values() if a.subject == subject]
            answered = {p for a in said for p in a.parents}
            open_ = tuple(sorted(a.id for a in said if a.id not in answered))
            act = Act(subject, kind, open_, self.maker, "by mistake")
            self.history = unite(self.history, History(acts={act.id: act}))


def values() -> st.SearchStrategy[Value]:
    return st.sampled_from([number("5"), number("6"), number("7"), number("0"), BLANK])


def steps() -> st.SearchStrategy[list[tuple[object, ...]]]:
    who = st.integers(0, 3)
    pick = st.integers(0, 5)
    one = st.one_of(
        st.tuples(st.just("type"), who, st.dictionaries(st.sampled_from(CELLS), values(), min_size=1)),
        st.tuples(st.just("settle"), who, st.sampled_from(CELLS), pick),
        st.tuples(st.just("send"), who, who),
        st.tuples(st.just("say"), who, st.sampled_from([ActKind.WITHDRAWN, ActKind.PUT_BACK]), pick),
        st.tuples(st.just("exchange"), who, who),
    )
    return st.lists(one, min_size=1, max_size=24)


def play(program: list[tuple[object, ...]]) -> list[Computer]:
    """Run a generated program on four computers and give them back."""
    computers = [Computer(name) for name in "abcd"]
    for verb, who, *rest in program:
        me = computers[who]
        if verb == "type":
            me.type(rest[0])
        elif verb == "settle":
            me.settle(*rest)
        elif verb == "send":
            me.send(computers[rest[0]])
        elif verb == "say":
            me.say(*rest)
        else:
            together = unite(me.history, computers[rest[0]].history)
            me.history = computers[rest[0]].history = together
    return computers
