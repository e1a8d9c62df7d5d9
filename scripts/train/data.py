"""Rated sentences: reading them, and splitting them by date.

Source: the folder `diplomatic-statements` of the shared data, rated by the
project's codebook (specificity, firmness and overall 0-4, and one act).
`train.jsonl` and `train-more.jsonl` hold one annotation a sentence, of which
`second-annotation.tsv` repeats some; `dev.jsonl` holds three each. Readings of
our own of the training sentences are in `data/labels/ratings.csv`, by id and
hash: that file holds no sentence. `data/labels/variants.csv` has sentences of our
own: sets of four that differ in a hedge, a figure or an evasion, read twice.

The development set (15 April to 15 June 2026) is never trained on, and neither
is any other sentence dated after its eve: neighbouring sentences of one speech
would otherwise stand on both sides of the split.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from statistics import mean

RATINGS = ("specificity", "firmness", "overall")
ACTS = ("c", "d", "a", "e", "x")
LEVELS = 5

LAST_TRAINING_DAY = date(2026, 4, 14)
FIRST_VALIDATION_DAY = date(2026, 2, 15)
TRACKER = "us-china-tracker"

# The rounds of reading that the shipped weights were trained on.
ROUNDS = ("1", "2", "3")
LABELS = Path(__file__).resolve().parents[2] / "data" / "labels"
READINGS = LABELS / "ratings.csv"
VARIANTS = LABELS / "variants.csv"
OWN = "own variants"


@dataclass(frozen=True)
class Example:
    """One sentence and the annotations it has: a list of values for each rating."""

    id: str
    text: str
    day: date | None
    source: str
    document: str
    side: str
    ratings: dict[str, list[int]]
    acts: list[str]

    def target(self, rating: str) -> float:
        """Mean annotation, 0-4."""
        return mean(self.ratings[rating])

    def majority_act(self) -> str | None:
        """The act that most annotators chose; none where they tie."""
        ranked = sorted(set(self.acts), key=self.acts.count, reverse=True)
        if len(ranked) > 1 and self.acts.count(ranked[0]) == self.acts.count(ranked[1]):
            return None
        return ranked[0]


@dataclass
class Split:
    """The inner split of the training sentences."""

    train: list[Example] = field(default_factory=list)
    validation: list[Example] = field(default_factory=list)


def parse_day(text: str) -> date | None:
    """The date of a record; a bare year stands for its first day, empty for none."""
    if not text:
        return None
    # The tracker prints this month so once.
    text = text.replace("Apil ", "April ")
    for form in ("%B %d, %Y", "%Y-%m-%d", "%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ValueError(f"unknown date {text!r}")


def as_list(value: object) -> list:
    return list(value) if isinstance(value, list) else [value]


def read_jsonl(path: Path) -> list[Example]:
    """The sentences of one file; a record without `source` is the tracker's."""
    examples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        examples.append(
            Example(
                id=record["id"],
                text=record["text"],
                day=parse_day(record["date"]),
                source=record.get("source", TRACKER),
                document=record.get("document", ""),
                side=record.get("side", ""),
                ratings={name: as_list(record[name]) for name in RATINGS},
                acts=as_list(record["act"]),
            )
        )
    return examples


def add_second_annotations(examples: list[Example], path: Path) -> int:
    """Append the second annotator's values; returns how many sentences got one."""
    known = {example.id: example for example in examples}
    added = 0
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            example = known.get(row["id"])
            if example is None:
                continue
            for name in RATINGS:
                example.ratings[name].append(int(row[name]))
            example.acts.append(row["act"])
            added += 1
    return added


def add_readings(examples: list[Example], data: Path, path: Path = READINGS) -> None:
    """Append our own readers' values.

    A reading of a sentence that the sets do not have adds that sentence, with its
    text from the tracker; one of a sentence whose hash differs is an error, since
    another wording was read.
    """
    known = {example.id: example for example in examples}
    paragraphs = read_tracker(data)
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["round"] not in ROUNDS:
                continue
            if row["id"] not in known:
                known[row["id"]] = tracker_sentence(row, paragraphs)
                examples.append(known[row["id"]])
            example = known[row["id"]]
            if not hashlib.sha256(example.text.encode()).hexdigest().startswith(row["sha256"]):
                raise ValueError(f"{path}: {row['id']} was read in another wording")
            for name in RATINGS:
                if row[name]:
                    example.ratings[name].append(int(row[name]))
            if row["act"]:
                example.acts.append(row["act"])


def read_tracker(data: Path) -> list[dict]:
    """The tracker's paragraphs, with date, speaker and text."""
    path = data / "us-china-tracker" / "parts-1-and-3.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def tracker_sentence(row: dict[str, str], paragraphs: list[dict]) -> Example:
    """The sentence of a reading: characters of a paragraph with single spaces."""
    paragraph = paragraphs[int(row["document"])]
    text = re.sub(r"\s+", " ", paragraph["text"])[int(row["start"]) : int(row["end"])]
    return Example(
        id=row["id"],
        text=text,
        day=parse_day(paragraph["date"] or ""),
        source=TRACKER,
        document="",
        side="",
        ratings={name: [] for name in RATINGS},
        acts=[],
    )


def read_variants(path: Path = VARIANTS) -> list[Example]:
    """Our own sentences; the variants of one set are one document."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Example(
                id=row["set"] + row["variant"],
                text=row["text"],
                day=None,
                source=OWN,
                document=row["set"],
                side="",
                ratings={name: [int(row[f"{name}_{reader}"]) for reader in "ab"] for name in RATINGS},
                acts=[row[f"act_{reader}"] for reader in "ab"],
            )
            for row in csv.DictReader(stream)
        ]


def load_training(data: Path) -> tuple[list[Example], int]:
    """Every sentence one may train on, and the number left out as too late."""
    folder = data / "diplomatic-statements"
    examples = read_jsonl(folder / "train.jsonl") + read_jsonl(folder / "train-more.jsonl")
    add_second_annotations(examples, folder / "second-annotation.tsv")
    add_readings(examples, data)
    examples += read_variants()
    early = [e for e in examples if e.day is None or e.day <= LAST_TRAINING_DAY]
    return early, len(examples) - len(early)


def load_development(data: Path) -> list[Example]:
    """The 300 sentences with three annotations each."""
    return read_jsonl(data / "diplomatic-statements" / "dev.jsonl")


def in_tenth(name: str) -> bool:
    """Whether a document falls in a fixed tenth, by its name alone."""
    return hashlib.sha256(name.encode()).digest()[0] < 26


def split_training(data: Path) -> Split:
    """An inner split for choosing the recipe.

    Validation takes the tracker's last two months before the development set and
    a tenth of the other sources' documents.
    """
    examples, _ = load_training(data)
    split = Split()
    for example in examples:
        if example.source == TRACKER:
            held_out = example.day is not None and example.day >= FIRST_VALIDATION_DAY
        else:
            held_out = in_tenth(example.document)
        (split.validation if held_out else split.train).append(example)
    return split
