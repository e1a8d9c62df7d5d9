"""A text as words and word pieces.

A word is what the base tokenizer's pre-tokenizer yields: a run of letters and
digits, or one punctuation mark. Spans from here on are half-open ranges of words;
a word has the label of its first piece.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from tokenizers import Tokenizer

from attribution.corpus import Article, Attribution, Span

SENTENCE_END = frozenset(".!?")
CLOSING = frozenset("\"'”’)]")
OPENING = frozenset("\"'“‘([")


@dataclass(frozen=True)
class Document:
    """One article, tokenized as a whole without special tokens.

    ids: pieces; offsets: their characters; first: index of each word's first piece;
    spans: characters of each word; boundary: what lies between a word and the next,
    0 nothing, 1 the end of a sentence, 2 the end of a paragraph.
    """

    text: str
    ids: list[int]
    offsets: list[Span]
    first: list[int]
    spans: list[Span]
    boundary: list[int]
    gold: tuple[Attribution, ...]

    def surface(self, start: int, end: int) -> str:
        """The text of words start..end."""
        return self.text[self.spans[start][0] : self.spans[end - 1][1]]


def boundaries(text: str, spans: list[Span]) -> list[int]:
    """What follows each word: 0 nothing, 1 a sentence's end, 2 a paragraph's end."""
    found = []
    for index, (_, end) in enumerate(spans):
        after = spans[index + 1][0] if index + 1 < len(spans) else len(text)
        gap = text[end:after]
        if "\n" in gap or index + 1 == len(spans):
            found.append(2)
            continue
        last = index
        while last > 0 and text[slice(*spans[last])] in CLOSING:
            last -= 1
        upcoming = text[after]
        ends = text[slice(*spans[last])] in SENTENCE_END
        begins = upcoming.isupper() or upcoming.isdigit() or upcoming in OPENING
        found.append(int(bool(gap) and ends and begins))
    return found


def to_words(pieces: tuple[Span, ...], starts: list[int], ends: list[int]) -> tuple[Span, ...]:
    """Character spans as word spans: every word that a span touches; empty ones vanish."""
    found = []
    for start, end in pieces:
        low, high = bisect_right(ends, start), bisect_left(starts, end)
        if low < high:
            found.append((low, high))
    return tuple(found)


def read_document(tokenizer: Tokenizer, article: Article) -> Document:
    """Tokenize an article and express its gold in words."""
    encoding = tokenizer.encode(article.text, add_special_tokens=False)
    first: list[int] = []
    spans: list[Span] = []
    previous = None
    for piece, (word, (start, end)) in enumerate(
        zip(encoding.word_ids, encoding.offsets, strict=True)
    ):
        if word == previous:
            spans[-1] = (spans[-1][0], end)
        else:
            first.append(piece)
            spans.append((start, end))
        previous = word
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    gold = []
    for raw in article.attributions:
        words = Attribution(
            *(to_words(pieces, starts, ends) for pieces in (raw.source, raw.cue, raw.content))
        )
        if words.cue and words.content:
            gold.append(words)
    return Document(
        article.text,
        encoding.ids,
        encoding.offsets,
        first,
        spans,
        boundaries(article.text, spans),
        tuple(gold),
    )
