"""How predicted attributions compare with gold. All spans are in words.

Span measures look at one role's pieces, each counted once however many attributions
share it. Attribution measures match whole attributions by their content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from attribution.corpus import ROLES, Attribution, Span

# GenderGapTracker (Asr et al. 2021) counts a quotation as found from this overlap on.
OVERLAP = 0.3
STRICT_OVERLAP = 0.8


def words_of(pieces: Iterable[Span]) -> set[int]:
    """The words that some pieces cover."""
    return {word for start, end in pieces for word in range(start, end)}


def overlap(a: Iterable[Span], b: Iterable[Span]) -> float:
    """Shared words over all words of either (Jaccard); 0 where one is empty."""
    left, right = words_of(a), words_of(b)
    return len(left & right) / len(left | right) if left and right else 0.0


def match(gold: Sequence[Attribution], found: Sequence[Attribution]) -> list[tuple[int, int, float]]:
    """One-to-one pairs (gold, found, overlap) by content, the greatest overlap first."""
    pairs = [
        (-overlap(g.content, f.content), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if g.content[0][0] < f.content[-1][1] and f.content[0][0] < g.content[-1][1]
    ]
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    matched = []
    for negative, i, j in sorted(pairs):
        if negative < 0 and i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            matched.append((i, j, -negative))
    return matched


def spans_by_role(attributions: Sequence[Attribution]) -> dict[str, set[Span]]:
    """The pieces of each role."""
    return {role: {p for a in attributions for p in getattr(a, role)} for role in ROLES}


def word_roles(spans: dict[str, set[Span]], words: int) -> list[str]:
    """Roles of each word, in letters; a word of none has the empty string."""
    found = [""] * words
    for role in ROLES:
        for word in words_of(spans[role]):
            found[word] += role[:2]
    return found


def krippendorff(pairs: Counter[tuple[str, str]]) -> float:
    """Alpha of two annotators' nominal labels of the same words (Krippendorff 2004)."""
    pooled: Counter[str] = Counter()
    for (one, other), count in pairs.items():
        pooled[one] += count
        pooled[other] += count
    total = pooled.total()
    agreed = sum(count for (one, other), count in pairs.items() if one == other)
    by_chance = sum(count * (count - 1) for count in pooled.values()) / (total * (total - 1))
    return 1 - (1 - agreed / pairs.total()) / (1 - by_chance)


class Tally:
    """Counts over documents, and the figures they give."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        # Words by their label in gold and their label here.
        self.words: Counter[tuple[str, str]] = Counter()

    def add(
        self,
        gold: Sequence[Attribution],
        found: Sequence[Attribution],
        words: int,
        spans: dict[str, set[Span]] | None = None,
    ) -> None:
        """Count one document of so many words; `spans` are a tagger's spans before linking,
        if it has them."""
        count = self.counts
        right, mine = spans_by_role(gold), spans or spans_by_role(found)
        self.words.update(zip(word_roles(right, words), word_roles(mine, words), strict=True))
        for role in ROLES:
            both = len(right[role] & mine[role])
            self.pair(f"{role}_exact", both, len(mine[role]), len(right[role]))
            right_words, my_words = words_of(right[role]), words_of(mine[role])
            both = len(right_words & my_words)
            self.pair(f"{role}_words", both, len(my_words), len(right_words))
        matched = match(gold, found)
        for name, least in (("linked", OVERLAP), ("linked_strict", STRICT_OVERLAP)):
            hits = sum(shared >= least for *_, shared in matched)
            self.pair(name, hits, len(found), len(gold))
        for i, j, shared in matched:
            if shared < OVERLAP:
                continue
            if not gold[i].source:
                count["sourceless"] += 1
                count["sourceless_right"] += not found[j].source
                continue
            count["sourced"] += 1
            count["source_right"] += overlap(gold[i].source, found[j].source) >= OVERLAP
            count["source_same"] += gold[i].source == found[j].source

    def pair(self, name: str, hits: int, found: int, gold: int) -> None:
        self.counts[f"{name}:hits"] += hits
        self.counts[f"{name}:found"] += found
        self.counts[f"{name}:gold"] += gold

    def f1(self, name: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of a pair of counts."""
        hits = self.counts[f"{name}:hits"]
        precision = hits / max(1, self.counts[f"{name}:found"])
        recall = hits / max(1, self.counts[f"{name}:gold"])
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)

    def figures(self) -> dict[str, list[float] | float]:
        """Every figure, rounded to three decimals; pairs as [precision, recall, F1]."""
        names = [f"{role}_{how}" for how in ("exact", "words") for role in ROLES]
        found: dict[str, list[float] | float] = {
            name: [round(x, 3) for x in self.f1(name)]
            for name in (*names, "linked", "linked_strict")
        }
        for name, of in (
            ("source_right", "sourced"),
            ("source_same", "sourced"),
            ("sourceless_right", "sourceless"),
        ):
            found[name] = round(self.counts[name] / max(1, self.counts[of]), 3)
        found["alpha"] = round(krippendorff(self.words), 3)
        return found


def objective(figures: dict) -> float:
    """What is chosen by, the mean of what is reported first: attributions, their sources and
    exact spans."""
    pairs = ("linked", "linked_strict", *(f"{role}_exact" for role in ROLES))
    return (sum(figures[pair][2] for pair in pairs) + figures["source_right"]) / (len(pairs) + 1)
