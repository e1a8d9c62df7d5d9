"""Trains the scorer, exports it, and measures the export on the development set.

With --validate nothing of the inner validation period is seen, figures are
printed for it, and nothing is written: that is where a recipe is chosen. Without
it, training takes every sentence before the development set, and --out and its
model card are written.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import torch

from base import REPOSITORY, fetch_base
from baselines import embeddings, run_baselines, simple_features
from calibration import write_intervals
from card import (
    baseline_table,
    coverage_facts,
    main_table,
    outside_table,
    recalibration_table,
    reliability_table,
    slice_table,
    table,
    write_card,
)
from data import RATINGS, Example, Split, load_development, load_training, split_training
from export import read_scorer, write_scorer
from metrics import evaluate, print_report
from model import Scorer, encode, new_scorer, new_tokenizer, predict, shortened
from outside import fitted, read_pledges
from plot import write_reliability
from reference import write_reference
from teacher import Taught, read_taught
from training import Recipe, annotation_labels, fit, new_parser, reporter
from variation import Variation

VERSION = "2026-11-30.1"

SCORER = REPOSITORY / "models" / "scorer"

RECIPE = Recipe(epochs=4, batch=64, learning_rate=1.5e-4)


def arguments() -> argparse.Namespace:
    parser = new_parser("scripts/train/scorer", __doc__)
    add = parser.add_argument
    add(
        "--out",
        type=Path,
        default=SCORER,
        help="model folder to write (default: models/scorer)",
    )
    add(
        "--evaluate",
        action="store_true",
        help="do not train: measure the model in --out and write its card again",
    )
    add(
        "--reference",
        type=Path,
        metavar="FILE",
        help="write the scores of this file's sentences again, for the engine's tests",
    )
    add(
        "--layers",
        type=int,
        nargs="+",
        metavar="NUMBER",
        help="train a smaller scorer, which starts as these layers (from 0) of models/scorer; "
        "give --out as well",
    )
    options = parser.parse_args()
    if options.layers and options.out == SCORER:
        parser.error("a smaller scorer needs a folder of its own: give --out")
    return options


def fit_scorer(
    new: Callable[[], Scorer],
    base: Path,
    rated: list[Example],
    taught: Taught | None,
    seed: int,
    split: Split | None,
) -> Scorer:
    """Train on the rated sentences, on what a teacher says of others, and on variations
    of both; with a split, report on its validation set."""
    texts, labels = [example.text for example in rated], annotation_labels(rated)
    vary, chance = Variation(), Random(seed)
    named = [row for row, text in enumerate(texts) if vary.mentions(text)]
    texts += [vary.of_text(texts[row], chance) for row in named]
    labels = {name: torch.cat([table, table[named]]) for name, table in labels.items()}
    if taught:
        # There are enough of them for every other to stand in for itself.
        texts += [vary.of_text(t, chance) if row % 2 else t for row, t in enumerate(taught.texts)]
        labels = {name: torch.cat([labels[name], taught.labels[name]]) for name in labels}
    print(f"{len(texts):,} sentences, {len(named):,} of them rated ones varied", flush=True)
    sequences = encode(new_tokenizer(base), texts)
    report = reporter(base, split.validation) if split else None
    return fit(new, sequences, labels, RECIPE, seed, report)


def measure(data: Path, base: Path, folder: Path, train: list[Example]) -> None:
    """Score the development set and the pledges with the exported weights, put the
    intervals into the manifest, and write the card."""
    examples = load_development(data)
    tokenizer, scorer = new_tokenizer(folder), read_scorer(folder)
    sequences = encode(tokenizer, [e.text for e in examples])
    tokens = [len(ids) for ids in sequences]
    scores = predict(scorer, sequences)
    write_intervals(folder, scores, examples)
    write_reliability(folder / "reliability.svg", scores, examples)
    pledges = read_pledges(data)
    texts = [pledge.text for pledge in pledges]
    sequences_outside = encode(tokenizer, texts)
    found = predict(scorer, sequences_outside)
    outside = {f"this model, {name}": found[name] for name in RATINGS}
    probe = fitted(embeddings(scorer.bert, sequences_outside), pledges)
    outside["a probe of its encoder, fitted to other manifestos"] = probe
    report = evaluate(scores, examples)
    print_report(report)
    baselines = run_baselines(data, base, train, examples)
    write_card(
        folder / "README.md",
        {
            "version": VERSION,
            "training_sentences": f"{len(train):,}",
            "training_sources": source_table(train),
            "development_sentences": str(len(examples)),
            "act_sentences": str(report["act"]["sentences"]),
            "act_accuracy": f"{report['act']['accuracy']:.3f}",
            "act_macro_f1": f"{report['act']['macro_f1']:.3f}",
            "main_table": main_table(report, examples),
            "baseline_table": baseline_table(baselines, report, examples),
            "slice_table": slice_table(scores, examples, tokens),
            "reliability_table": reliability_table(scores, examples),
            "recalibration_table": recalibration_table(scores, examples),
            "pledges": f"{len(pledges):,}",
            "specific_pledges": f"{sum(pledge.specific for pledge in pledges):,}",
            "outside_table": outside_table(simple_features(data, texts) | outside, pledges),
            **coverage_facts(scores, examples),
        },
    )


def source_table(train: list[Example]) -> str:
    counts = Counter(example.source for example in train)
    twice = Counter(example.source for example in train if len(example.acts) > 1)
    rows = [[name, f"{n:,}", str(twice[name])] for name, n in counts.most_common()]
    return table(["source", "sentences", "of these annotated more than once"], rows)


def main() -> None:
    options = arguments()
    torch.set_num_threads(options.threads)
    base = fetch_base()

    def new() -> Scorer:
        if options.layers:
            return shortened(read_scorer(SCORER), options.layers)
        return new_scorer(base)

    if options.validate:
        split = split_training(options.data)
        fit_scorer(new, base, split.train, None, options.seed, split)
        return
    train, too_late = load_training(options.data)
    print(f"{len(train)} training sentences, {too_late} left out as too late", flush=True)
    if not options.evaluate:
        scorer = fit_scorer(new, base, train, read_taught(), options.seed, None)
        version = f"{VERSION}-{len(options.layers)}" if options.layers else VERSION
        write_scorer(scorer, base, options.out, version)
    measure(options.data, base, options.out, train)
    if options.reference:
        write_reference(options.out, options.reference)


if __name__ == "__main__":
    main()
