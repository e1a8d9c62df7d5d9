"""Train the attribution model's teacher and have it label articles.

The teacher is the same tagger on an encoder of five times its size, all-mpnet-base-v2,
which has the same word pieces. What it says of each piece, as distributions over the
labels, is what the model that ships learns from besides the annotation (distillation:
Hinton, Vinyals and Dean 2015): of the annotated articles, and of some that nobody has
annotated. Its weights and labels stay in the ignored folder `.cache/attribution/`.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file as load_arrays
from safetensors.numpy import save_file as save_arrays
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from attribution.corpus import Article, hold_out, read_articles
from attribution.decoding import log_softmax
from attribution.examples import gold_example
from attribution.fitting import Recipe, fit
from attribution.labels import split_heads
from attribution.tagger import Tagger, new_tagger
from attribution.windows import document_logits, special_ids
from attribution.words import Document, read_document
from base import CACHE, REPOSITORY, fetch_teacher_base
from model import new_tokenizer

FOLDER = CACHE / "attribution"
WEIGHTS = FOLDER / "teacher.safetensors"
LABELS = FOLDER / "labels.safetensors"
RECIPE = Recipe(epochs=2, learning_rate=6e-5)

TOLD_EVERY = 100


def key(text: str) -> str:
    """What an article's labels are filed under."""
    return hashlib.sha256(text.encode()).hexdigest()


def unannotated(data: Path) -> list[str]:
    """News of the other side, without the articles whose speakers are labelled for a test."""
    labels = REPOSITORY / "data" / "labels" / "speakers.csv"
    with labels.open(encoding="utf-8", newline="") as stream:
        tested = {row["document"] for row in csv.DictReader(stream)}
    path = data / "peoples-daily-tariff" / "peoplesDailyOutput_tariff.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["link"] not in tested]
    return list(dict.fromkeys(row["text"] for row in rows if row["text"].strip()))


def distributions(logits: np.ndarray) -> np.ndarray:
    """Each head's probabilities, side by side: [pieces, 13]."""
    return np.concatenate([np.exp(log_softmax(head)) for head in split_heads(logits)], axis=1)


def label(teacher: Tagger, tokenizer: Tokenizer, texts: list[str]) -> dict[str, np.ndarray]:
    """What the teacher says of each text's pieces, in float16."""
    special = special_ids(tokenizer)
    found = {}
    for number, text in enumerate(texts, start=1):
        ids = tokenizer.encode(text, add_special_tokens=False).ids
        logits = document_logits(teacher, ids, special, bfloat16=True)
        found[key(text)] = distributions(logits).astype(np.float16)
        if number % TOLD_EVERY == 0:
            print(f"  {number} of {len(texts)} articles", flush=True)
    return found


def read_taught() -> dict[str, np.ndarray]:
    """What the teacher has said of each text, [pieces, 13], by `key`."""
    if not LABELS.exists():
        raise SystemExit(f"no {LABELS}: run scripts/train/attribution/run teach first")
    return load_arrays(LABELS)


def main() -> None:
    parser = argparse.ArgumentParser(prog="run teach", description=__doc__.split("\n\n")[0])
    parser.add_argument("--data", type=Path, default=REPOSITORY / "../shared/data")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument(
        "--label", action="store_true", help="do not train: label with the teacher that is there"
    )
    flags = parser.parse_args()
    torch.set_num_threads(flags.threads)
    FOLDER.mkdir(parents=True, exist_ok=True)
    base = fetch_teacher_base()
    tokenizer = new_tokenizer(base)
    fitted, held = hold_out(read_articles(flags.data / "polnear/train.jsonl"))

    def read(articles: list[Article]) -> list[Document]:
        return [read_document(tokenizer, article) for article in articles]

    if not flags.label:
        fit(
            lambda: new_tagger(base),
            tokenizer,
            [gold_example(document) for document in read(fitted)],
            read(held),
            RECIPE,
            flags.seed,
            lambda tagger: save_file(tagger.state_dict(), WEIGHTS),
        )
    teacher = new_tagger(base)
    teacher.load_state_dict(load_file(WEIGHTS))
    texts = [article.text for article in fitted] + unannotated(flags.data)
    save_arrays(label(teacher, tokenizer, texts), LABELS)


if __name__ == "__main__":
    main()
