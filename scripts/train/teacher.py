"""Trains a teacher of the scorer, or has the teachers rate sentences that nobody has rated.

A teacher is the scorer's model on an encoder of five times its size, all-mpnet-base-v2.
It reads better than the six layers that ship can learn to from the rated sentences
alone; what teachers of several seeds say of many more sentences on the mean, as
distributions over the levels, is what they learn from as well (distillation: Hinton,
Vinyals and Dean 2015). Their weights, the sentences and the labels stay in the ignored
folder `.cache/teacher/`.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from base import CACHE, fetch_teacher_base
from data import load_development, load_training, split_training
from model import Scorer, encode, logits_of, new_scorer, new_tokenizer, split_heads
from training import Labels, Recipe, annotation_labels, fit, new_parser, reporter
from unrated import load_unrated

FOLDER = CACHE / "teacher"
RECIPE = Recipe(epochs=4, learning_rate=4e-5)


@dataclass(frozen=True)
class Taught:
    """Sentences, and the teachers' distribution over each head's levels of each."""

    texts: list[str]
    labels: Labels

    def write(self, folder: Path) -> None:
        text = json.dumps(self.texts, ensure_ascii=False, indent=0)
        (folder / "sentences.json").write_text(text, encoding="utf-8")
        save_file(self.labels, folder / "labels.safetensors")


def read_taught(folder: Path = FOLDER) -> Taught:
    """What the teachers have said."""
    if not (folder / "labels.safetensors").exists():
        raise SystemExit(f"no {folder}/labels.safetensors: run scripts/train/teacher --rate first")
    texts = json.loads((folder / "sentences.json").read_text(encoding="utf-8"))
    return Taught(texts, load_file(folder / "labels.safetensors"))


def teach(teachers: list[Scorer], base: Path, texts: list[str]) -> Labels:
    """The mean of the teachers' distributions."""
    sequences = encode(new_tokenizer(base), texts)
    total: Labels = {}
    for number, teacher in enumerate(teachers, start=1):
        print(f"teacher {number} of {len(teachers)} rates {len(texts):,} sentences", flush=True)
        for name, head in split_heads(logits_of(teacher, sequences, bfloat16=True)).items():
            total[name] = total.get(name, 0) + head.softmax(dim=-1)
    return {name: table / len(teachers) for name, table in total.items()}


def read_teachers(base: Path) -> list[Scorer]:
    """All that have been trained."""
    teachers = []
    for path in sorted(FOLDER.glob("weights-*.safetensors")):
        teacher = new_scorer(base)
        teacher.load_state_dict(load_file(path))
        teachers.append(teacher)
    if not teachers:
        raise SystemExit(f"no {FOLDER}/weights-*.safetensors: run scripts/train/teacher first")
    return teachers


def arguments() -> argparse.Namespace:
    parser = new_parser("scripts/train/teacher", __doc__)
    parser.add_argument(
        "--rate",
        action="store_true",
        help="do not train: have all teachers that are there rate the unrated sentences",
    )
    return parser.parse_args()


def main() -> None:
    options = arguments()
    torch.set_num_threads(options.threads)
    base = fetch_teacher_base()
    tokenizer = new_tokenizer(base)
    if options.validate:
        split = split_training(options.data)
        fit(
            lambda: new_scorer(base),
            encode(tokenizer, [example.text for example in split.train]),
            annotation_labels(split.train),
            RECIPE,
            options.seed,
            reporter(base, split.validation),
        )
        return
    train, _ = load_training(options.data)
    development = load_development(options.data)
    FOLDER.mkdir(parents=True, exist_ok=True)
    if options.rate:
        texts = load_unrated(options.data, [e.text for e in [*train, *development]])
        Taught(texts, teach(read_teachers(base), base, texts)).write(FOLDER)
        return
    sequences = encode(tokenizer, [example.text for example in train])
    labels = annotation_labels(train)
    teacher = fit(lambda: new_scorer(base), sequences, labels, RECIPE, options.seed)
    save_file(teacher.state_dict(), FOLDER / f"weights-{options.seed}.safetensors")
    reporter(base, development)(teacher)


if __name__ == "__main__":
    main()
