"""From spans to attributions: the reference that other engines must agree with.

Each content piece goes to the nearest cue on the side it points to, each cue with a
content takes a source.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from attribution.corpus import Attribution, Span
from attribution.decoding import Piece
from attribution.words import Document


@dataclass(frozen=True)
class Rules:
    """Limits of linking, chosen on held-out training articles.

    Distances are in words; the end of a sentence or paragraph between counts as so many
    more. share_source: a cue to which no source points takes the nearest one before it.
    """

    source_reach: int = 40
    content_reach: int = 40
    sentence_cost: int = 0
    paragraph_cost: int = 40
    share_source: bool = True


class Linker:
    """Links the spans of one document."""

    def __init__(self, document: Document, rules: Rules = Rules()) -> None:
        self.rules = rules
        cost = np.asarray([0, rules.sentence_cost, rules.paragraph_cost])
        steps = 1 + cost[np.asarray(document.boundary, dtype=int)]
        self.position = np.concatenate([[0], np.cumsum(steps)])

    def gap(self, left: Span, right: Span) -> int | None:
        """Words from the end of `left` to `right`, boundaries dearer; None if not in order."""
        if left[1] > right[0]:
            return None
        # The boundary after left's last word counts, its own step does not.
        return int(self.position[right[0]] - self.position[left[1] - 1]) - 1

    def toward(self, piece: Piece, cue: Span) -> int | None:
        """Distance from a piece to a cue on the side it points to."""
        return self.gap(cue, piece.span) if piece.side == "L" else self.gap(piece.span, cue)

    def contents(self, cues: list[Span], pieces: list[Piece]) -> dict[Span, list[Span]]:
        """Content pieces of each cue: a piece goes to the nearest cue it points to."""
        linked: dict[Span, list[Span]] = {}
        for piece in pieces:
            reached = [(d, cue) for cue in cues if (d := self.toward(piece, cue)) is not None]
            if not reached:
                continue
            gap, cue = min(reached)
            if gap <= self.rules.content_reach:
                linked.setdefault(cue, []).append(piece.span)
        return linked

    def source(self, cue: Span, pieces: list[Piece]) -> Span | None:
        """The nearest source that points to the cue, else the nearest before it."""
        pointing = [(d, p.span) for p in pieces if (d := self.toward(p, cue)) is not None]
        if pointing and min(pointing)[0] <= self.rules.source_reach:
            return min(pointing)[1]
        if not self.rules.share_source:
            return None
        before = [(d, p.span) for p in pieces if (d := self.gap(p.span, cue)) is not None]
        if before and min(before)[0] <= self.rules.source_reach:
            return min(before)[1]
        return None

    def link(self, spans: dict[str, list[Piece]]) -> list[Attribution]:
        """Attributions in the order of their cues; each has a cue and a content."""
        cues = [piece.span for piece in spans["cue"]]
        linked = self.contents(cues, spans["content"])
        found = []
        for cue in cues:
            if cue in linked:
                source = self.source(cue, spans["source"])
                sources = () if source is None else (source,)
                found.append(Attribution(sources, (cue,), tuple(sorted(linked[cue]))))
        return found
