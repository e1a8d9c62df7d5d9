"""Articles with gold attributions, as PolNeAR's JSON lines have them.

A line holds `id`, `text` and `attributions`; an attribution has `source`, `cue`
and `content`, each a list of [start, end) character offsets and possibly missing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]
ROLES = ("source", "cue", "content")

# Of the articles to train on: held out to choose the epoch, the decoding costs and linking limits.
HELD_SHARE = 0.05


@dataclass(frozen=True)
class Attribution:
    """Pieces of each role, in text order; the unit (characters or words) is the holder's."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True)
class Article:
    """Raw text with gold attributions in character offsets."""

    id: str
    text: str
    attributions: tuple[Attribution, ...]


def read_articles(path: Path) -> list[Article]:
    """All articles of a file; an attribution without cue or content is left out."""
    articles = []
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            found = []
            for raw in row["attributions"]:
                pieces = {r: tuple(sorted(map(tuple, raw.get(r, ())))) for r in ROLES}
                if pieces["cue"] and pieces["content"]:
                    found.append(Attribution(**pieces))
            articles.append(Article(row["id"], row["text"], tuple(found)))
    return articles


def hold_out(articles: Sequence[Article]) -> tuple[list[Article], list[Article]]:
    """Articles to fit on, and those to choose epoch and linking rules on.

    The choice hangs on a hash of the text, so that it does not depend on order and
    two copies of one article stay on the same side.
    """
    fit: list[Article] = []
    held: list[Article] = []
    for article in articles:
        digest = hashlib.sha256(article.text.strip().encode()).digest()
        fraction = int.from_bytes(digest[:8], "big") / 2**64
        (held if fraction < HELD_SHARE else fit).append(article)
    return fit, held
