"""The rules to beat: quotation marks, verbs of reporting and "according to".

Patterns tried in each sentence: a quotation of two words or more takes the nearest
reporting verb outside it; a sentence that is all quotation goes on with the attribution
before it in its paragraph; "NP said (that) clause" takes the rest of the sentence, marks
and all; "according to NP" takes the rest of its sentence. The speaker is the run of words
beside the verb up to punctuation or a function word. Nothing is learned.
"""

from __future__ import annotations

from attribution.corpus import Attribution, Span
from attribution.words import Document

VERBS = frozenset(
    """
    accuse accused accuses acknowledge acknowledged acknowledges add added adding adds admit
    admits admitted affirm affirmed affirms allege alleged alleges announce announced announces
    argue argued argues arguing assert asserted asserts assure assured believe believed believes
    call called calling calls claim claimed claiming claims comment commented complain complained
    conclude concluded concludes confirm confirmed confirms contend contended contends counter
    countered declare declared declares declaring demand demanded demands denied denies deny
    describe described describes dismissed emphasize emphasized estimate estimated expect expected
    expects explain explained explaining explains hint hinted insist insisted insists joked
    lament lamented maintain maintained maintains mention mentioned note noted notes noting
    observe observed observes pledge pledged pledges predict predicted predicts proclaim
    proclaimed promise promised promises quip quipped quoted recall recalled recalls
    reiterate reiterated remark remarked repeated replied replies reply report reported reportedly
    reports respond responded responds reveal revealed reveals said say saying says state stated
    states stress stressed stresses suggest suggested suggesting suggests tell telling tells think
    thinks thought told tweet tweeted tweets urge urged urges vow vowed vows warn warned warning
    warns wonder wondered write writes writing wrote
    """.split()
)
# Words that end a speaker's name when one walks away from the verb.
STOPS = frozenset(
    """
    that and but or so yet when while as because if although though after before since until who
    which whom where what how why in on at for from by with about into than then there also not
    has have had was were is are be been will would could should can may might did does do
    """.split()
)
PUNCTUATION = frozenset("""."“”‘’'",;:!?()[]{}—–-…""")
OPEN_QUOTES = frozenset('"“')
CLOSE_QUOTES = {'"': '"', "“": "”"}
SPEAKER_WORDS = 8


def sentences(document: Document) -> list[Span]:
    """Sentences as word spans."""
    found = []
    start = 0
    for index, boundary in enumerate(document.boundary):
        if boundary:
            found.append((start, index + 1))
            start = index + 1
    return found


def quotations(words: list[str], document: Document) -> list[Span]:
    """Quoted stretches of two words or more, marks included; none runs over a paragraph."""
    found = []
    index = 0
    while index < len(words):
        if words[index] not in OPEN_QUOTES:
            index += 1
            continue
        close = CLOSE_QUOTES[words[index]]
        end = index + 1
        while end < len(words) and words[end] != close and document.boundary[end - 1] < 2:
            end += 1
        if end < len(words) and words[end] == close and end - index > 2:
            found.append((index, end + 1))
        index = end + 1
    return found


def speaker(words: list[str], verb: int, bounds: Span, *, after: bool) -> tuple[Span, ...]:
    """The words on one side of a verb up to punctuation, a function word or the limit."""
    step = 1 if after else -1
    index = verb + step
    while (
        bounds[0] <= index < bounds[1]
        and abs(index - verb) <= SPEAKER_WORDS
        and words[index] not in PUNCTUATION
        and words[index].lower() not in STOPS
        and words[index].lower() not in VERBS
    ):
        index += step
    span = (verb + 1, index) if after else (index + 1, verb)
    return (span,) if span[0] < span[1] else ()


def quoted(
    words: list[str], quotes: list[Span], sentence: Span, verbs: list[int]
) -> list[Attribution]:
    """Quotations of a sentence, each with its nearest reporting verb."""
    by_verb: dict[int, list[Span]] = {}
    for quote in quotes:
        if verbs:
            distance = [(v - quote[1] if v >= quote[1] else quote[0] - v, v) for v in verbs]
            by_verb.setdefault(min(distance)[1], []).append(quote)
    found = []
    for verb, pieces in by_verb.items():
        # '"...," said Smith' has its speaker after the verb, all else before it.
        source = speaker(words, verb, sentence, after=False)
        if not source and pieces[0][1] <= verb:
            source = speaker(words, verb, sentence, after=True)
        found.append(Attribution(source, ((verb, verb + 1),), tuple(pieces)))
    return found


def unquoted(words: list[str], sentence: Span, verbs: list[int]) -> list[Attribution]:
    """'Smith said (that) ...' and '..., Smith said.'; the first verb of the sentence counts."""
    for verb in verbs:
        source = speaker(words, verb, sentence, after=False)
        if not source:
            continue
        end = sentence[1] - 1 if words[sentence[1] - 1] in ".!?" else sentence[1]
        start = verb + 1
        if end - start >= 3:
            return [Attribution(source, ((verb, verb + 1),), ((start, end),))]
        left = source[0][0]
        while left > sentence[0] and words[left - 1] in PUNCTUATION:
            left -= 1
        if left - sentence[0] >= 3:
            return [Attribution(source, ((verb, verb + 1),), ((sentence[0], left),))]
    return []


def according(words: list[str], sentence: Span) -> list[Attribution]:
    """'According to NP, ...' and '..., according to NP.'"""
    start, end = sentence
    for index in range(start, end - 2):
        if words[index].lower() != "according" or words[index + 1].lower() != "to":
            continue
        stop = index + 2
        while stop < end and words[stop] not in ",.;":
            stop += 1
        content = (stop + 1, end - 1) if index - start < 3 else (start, index)
        if index + 2 < stop and content[0] < content[1]:
            return [Attribution(((index + 2, stop),), ((index, index + 2),), (content,))]
    return []


def quote_follows(words: list[str], verb: int, quotes: list[Span]) -> bool:
    """True if the first quotation after the verb stands right behind it."""
    after = [quote[0] for quote in quotes if quote[0] > verb]
    return not after or all(w in ",:" for w in words[verb + 1 : min(after)])


def baseline(document: Document) -> list[Attribution]:
    """Attributions by rule, in words."""
    words = [document.text[start:end] for start, end in document.spans]
    quotes = quotations(words, document)
    inside = {word for start, end in quotes for word in range(start, end)}
    found: list[Attribution] = []
    paragraph = 0
    for sentence in sentences(document):
        touching = [q for q in quotes if q[0] < sentence[1] and sentence[0] < q[1]]
        own = [q for q in touching if sentence[0] <= q[0]]
        verbs = [
            index
            for index in range(*sentence)
            if index not in inside and words[index].lower() in VERBS
        ]
        clause = bool(verbs) and verbs[0] < (own[0][0] if own else sentence[1])
        if not touching or (own == touching and clause and not quote_follows(words, verbs[0], own)):
            found += according(words, sentence) or unquoted(words, sentence, verbs)
        elif own and verbs:
            found += quoted(words, own, sentence, verbs)
        elif own and found and found[-1].cue[0][0] >= paragraph:
            last = found.pop()
            found.append(Attribution(last.source, last.cue, (*last.content, *own)))
        if document.boundary[sentence[1] - 1] == 2:
            paragraph = sentence[1]
    return found
