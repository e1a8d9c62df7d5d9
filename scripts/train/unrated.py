"""Sentences that nobody has rated, for a teacher to rate.

Most are of officials, from before the development set, as the program cuts them
(`hedgerow split`; build it first). The others are of campaigns, companies and news, so
that what is learned holds there too; of their sets only the sentences are taken, not
the labels. `pledge-specificity-au`, on which the card reports, is left out.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from base import REPOSITORY
from data import LAST_TRAINING_DAY, parse_day, read_tracker

PROGRAM = REPOSITORY / "target" / "release" / "hedgerow"
WORDS = range(4, 76)

# Sentences to take of each source at most.
OFFICIAL = {
    "us-china-tracker": 20_000,
    "us-state-dept-releases": 6_000,
    "un-general-debate": 6_000,
    "peoples-daily-tariff": 3_000,
    "us-white-house-briefings": 3_000,
}
ELSEWHERE = {
    "mimac-pledges": 4_000,
    "claimbuster-debates": 4_000,
    "squinky-informativeness": 3_000,
    "a3cg-greenwash": 2_000,
}


def read_jsonl(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def paragraphs(data: Path) -> Iterator[tuple[str, str]]:
    """Source and text of each paragraph from before the development set."""
    dated = [("us-china-tracker", p["date"] or "", p["text"]) for p in read_tracker(data)]
    for source, file in (
        ("us-state-dept-releases", "releases.jsonl"),
        ("us-white-house-briefings", "statements.jsonl"),
    ):
        dated += [(source, r["date"], r["text"]) for r in read_jsonl(data / source / file)]
    for source, date, text in dated:
        day = parse_day(date)
        if day is not None and day <= LAST_TRAINING_DAY:
            yield from ((source, line) for line in text.splitlines())
    # Of 2024 and before, in lines that end anywhere; and of 2014 to 2018.
    for record in read_jsonl(data / "un-general-debate" / "speeches.jsonl"):
        speech = re.split(r"\n\s*\n", record["text"])
        yield from (("un-general-debate", " ".join(p.split())) for p in speech)
    path = data / "peoples-daily-tariff" / "peoplesDailyOutput_tariff.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield from (("peoples-daily-tariff", line) for line in row["text"].splitlines())


def sentences(data: Path) -> Iterator[tuple[str, str]]:
    """Source and text of each official sentence."""
    if not PROGRAM.exists():
        raise SystemExit(f"no {PROGRAM}: run `cargo build --release` first")
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "paragraphs.csv", Path(folder) / "sentences.csv"
        with before.open("w", encoding="utf-8", newline="") as stream:
            rows = csv.writer(stream)
            rows.writerow(("source", "text"))
            rows.writerows(p for p in paragraphs(data) if p[1].strip())
        command = [PROGRAM, "split", before, "--out", after, "--no-config"]
        # Status 2: some rows were rejected, such as those of symbols alone.
        done = subprocess.run(command, check=False)
        if done.returncode not in (0, 2):
            raise SystemExit(f"hedgerow split ended with {done.returncode}")
        with after.open(encoding="utf-8", newline="") as stream:
            yield from ((row["source"], row["text"]) for row in csv.DictReader(stream))


def elsewhere(data: Path) -> Iterator[tuple[str, str]]:
    """Source and text of each sentence of other fields."""
    for source in ELSEWHERE:
        with (data / source / "all.tsv").open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
                # The other country's are in Swedish.
                if row.get("country", "India") == "India":
                    yield source, row["text"]


def drawn(texts: set[str], most: int) -> list[str]:
    """As many as asked for: those whose hashes are lowest."""
    return sorted(texts, key=lambda text: hashlib.sha256(text.encode()).digest())[:most]


def load_unrated(data: Path, rated: Iterable[str]) -> list[str]:
    """Unrated sentences, each once, none of them among the rated."""
    found: dict[str, set[str]] = {}
    seen = set(rated)
    for source, text in [*sentences(data), *elsewhere(data)]:
        text = re.sub(r"\s+", " ", text).strip()
        if len(text.split()) in WORDS and text not in seen:
            seen.add(text)
            found.setdefault(source, set()).add(text)
    limits = OFFICIAL | ELSEWHERE
    return [text for source, most in limits.items() for text in drawn(found[source], most)]
