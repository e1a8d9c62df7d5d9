"""A sentence with other names or another spelling: what it is rated stays the same.

A scorer that has read "Washington" beside firm words a thousand times rates
Washington, and not the words. Names come from the program's own gazetteer.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from random import Random

from base import REPOSITORY

GAZETTEER = REPOSITORY / "data" / "actors.toml"

# States that often speak, and are spoken of.
STATES = (
    *("US", "CN", "RU", "JP", "KR", "IN", "DE", "FR", "GB", "BR", "CA", "AU", "MX", "VN"),
    *("ID", "TR", "IR", "ZA", "PK", "PL", "IT", "ES", "NL", "SA", "EG", "KE", "CL", "TH"),
)
MONTH = (
    "(January|February|March|April|May|June|July|August|September|October|November|December)"
)
# What is written in two ways; of each pair either may become the other.
SPELLINGS = (
    (r"(?<=\d) per ?cent\b", "%"),
    (r"(?<=\d)%", " percent"),
    (MONTH + r" (\d\d?)\b(?!(?:st|nd|rd|th)\b)", r"\2 \1"),
    (r"\b(\d\d?) " + MONTH, r"\2 \1"),
    (r"\$(\d[\d,.]*\d|\d) (million|billion|trillion)\b", r"\1 \2 dollars"),
    (r"\b(\d[\d,.]*\d|\d) (million|billion|trillion) dollars\b", r"$\1 \2"),
    ("’", "'"),
    ("'", "’"),
)


@dataclass(frozen=True)
class Name:
    """Whose name it is, of what kind, and which of that kind."""

    state: str
    kind: str
    number: int


class Variation:
    """Makes variations of sentences."""

    def __init__(self) -> None:
        actors = tomllib.loads(GAZETTEER.read_text(encoding="utf-8"))["actor"]
        self.names: dict[str, Name] = {}
        # For each state and kind its names.
        self.of: dict[tuple[str, str], list[str]] = {}
        for actor in actors:
            if actor["id"] in STATES:
                self.add(actor)
        longest_first = sorted(self.names, key=len, reverse=True)
        spelled = "|".join(map(re.escape, longest_first))
        self.spelled = re.compile(rf"(?<![\w.])(?:{spelled})(?!\w)")

    def add(self, actor: dict) -> None:
        people = [person["name"] for person in actor.get("person", ())]
        kinds = {
            "name": [actor["name"], *actor.get("names", ())],
            "demonym": actor.get("demonyms", []),
            "capital": actor.get("capital", [])[:1],
            "person": list(dict.fromkeys(people)),
        }
        for kind, names in kinds.items():
            self.of[actor["id"], kind] = names
            for number, name in enumerate(names):
                self.names.setdefault(name, Name(actor["id"], kind, number))

    def mentions(self, text: str) -> bool:
        """Whether a sentence names a state or somebody who speaks for it."""
        return self.spelled.search(text) is not None

    def renamed(self, text: str, chance: Random) -> str:
        """With every state another one, and each the same throughout."""
        found = [self.names[name].state for name in self.spelled.findall(text)]
        gone = list(dict.fromkeys(found))
        come = chance.sample([state for state in STATES if state not in gone], len(gone))
        other = dict(zip(gone, come, strict=True))

        def rename(match: re.Match) -> str:
            name = self.names[match[0]]
            names = self.of[other[name.state], name.kind]
            if not names:
                return match[0]
            # The first name and the demonyms stand for each other; further ones of a
            # state, such as abbreviations, have none that does.
            if name.kind == "demonym":
                return names[min(name.number, len(names) - 1)]
            return names[0] if name.kind != "person" else chance.choice(names)

        return self.spelled.sub(rename, text)

    def respelled(self, text: str, chance: Random) -> str:
        """Spelled in other ways, one half of what can be."""
        for pattern, other in chance.sample(SPELLINGS, len(SPELLINGS) // 2):
            text = re.sub(pattern, other, text)
        return text

    def of_text(self, text: str, chance: Random) -> str:
        """Other names, another spelling."""
        return self.respelled(self.renamed(text, chance), chance)
