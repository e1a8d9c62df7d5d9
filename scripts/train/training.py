"""One training run: sentences and label distributions in, a fitted scorer out.

Labels are a distribution over the levels of each head, [sentences, size]; the
loss is the cross-entropy against them, summed over the heads. Batches hold
sentences of like length, which cuts padding to a few per cent. Matrix products
run in bfloat16, weights and optimiser in float32. Deterministic for a given
seed, thread count, torch build and processor.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from base import REPOSITORY
from data import ACTS, LEVELS, RATINGS, Example
from encoder import pad
from metrics import evaluate, print_report
from model import Scorer, encode, new_tokenizer, predict, split_heads

Labels = dict[str, Tensor]

# Batches that are shuffled together before they are sorted by length.
POOL = 16

# Steps after which a long epoch says how it goes.
TOLD_EVERY = 100

# The act is a by-product: it counts half as much as each rating.
HEAD_WEIGHTS = {name: 1.0 for name in RATINGS} | {"act": 0.5}


@dataclass(frozen=True)
class Recipe:
    """What a run depends on besides its data and seed."""

    epochs: int
    batch: int = 32
    learning_rate: float = 1e-4
    # The head starts from noise, the encoder from a trained model.
    head_rate: float = 1e-3
    weight_decay: float = 0.01
    warmup: float = 0.1
    clip: float = 1.0


def shares(values: Sequence[int], size: int) -> list[float]:
    """Share of the annotations at each level."""
    return [values.count(level) / len(values) for level in range(size)]


def annotation_labels(examples: Sequence[Example]) -> Labels:
    """What the annotators said, as distributions."""
    labels = {
        name: torch.tensor([shares(e.ratings[name], LEVELS) for e in examples]) for name in RATINGS
    }
    acts = [shares([ACTS.index(act) for act in e.acts], len(ACTS)) for e in examples]
    return labels | {"act": torch.tensor(acts)}


def batches(lengths: list[int], size: int, shuffle: random.Random) -> list[list[int]]:
    """Rows of each batch: sorted by length within pools, in random order."""
    rows = list(range(len(lengths)))
    shuffle.shuffle(rows)
    cut = []
    for start in range(0, len(rows), size * POOL):
        pool = sorted(rows[start : start + size * POOL], key=lambda row: lengths[row])
        cut += [pool[i : i + size] for i in range(0, len(pool), size)]
    shuffle.shuffle(cut)
    return cut


def parameter_groups(scorer: Scorer, recipe: Recipe) -> list[dict]:
    """Rates for encoder and head; no decay for biases and layer norms."""
    groups: dict[tuple[float, float], list] = {}
    for name, parameter in scorer.named_parameters():
        rate = recipe.head_rate if name.startswith("head.") else recipe.learning_rate
        decay = 0.0 if parameter.ndim < 2 else recipe.weight_decay
        groups.setdefault((rate, decay), []).append(parameter)
    return [
        {"params": members, "lr": rate, "weight_decay": decay}
        for (rate, decay), members in groups.items()
    ]


def schedule(step: int, steps: int, warmup: float) -> float:
    """Linear warm-up to 1, then linear decay to 0."""
    rise = max(1, int(steps * warmup))
    if step < rise:
        return (step + 1) / rise
    return (steps - step) / (steps - rise)


def cross_entropy(logits: Tensor, labels: Labels) -> Tensor:
    """Weighted sum over the heads of the mean cross-entropy."""
    total = logits.new_zeros(())
    for name, head in split_heads(logits).items():
        loss = -(labels[name] * head.log_softmax(dim=-1)).sum(dim=-1)
        total = total + HEAD_WEIGHTS[name] * loss.mean()
    return total


def new_parser(program: str, about: str) -> argparse.ArgumentParser:
    """What every training takes; the first paragraph says what it is about."""
    parser = argparse.ArgumentParser(prog=program, description=about.split("\n\n")[0])
    add = parser.add_argument
    add(
        "--data",
        type=Path,
        default=REPOSITORY / ".." / "shared" / "data",
        help="folder of the shared data (default: ../shared/data)",
    )
    add("--seed", type=int, default=1)
    add("--threads", type=int, default=1)
    add(
        "--validate",
        action="store_true",
        help="train on the inner split, print its figures, write nothing",
    )
    return parser


def reporter(base: Path, examples: Sequence[Example]) -> Callable[[Scorer], None]:
    """Prints a scorer's figures on rated sentences."""
    sequences = encode(new_tokenizer(base), [example.text for example in examples])
    return lambda scorer: print_report(evaluate(predict(scorer, sequences), examples))


def fit(
    new: Callable[[], Scorer],
    sequences: Sequence[list[int]],
    labels: Labels,
    recipe: Recipe,
    seed: int,
    after_epoch: Callable[[Scorer], None] | None = None,
) -> Scorer:
    """A new scorer, fine-tuned on the token ids of these sentences."""
    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(True)
    shuffle = random.Random(seed)
    scorer = new()
    lengths = [len(ids) for ids in sequences]
    optimizer = torch.optim.AdamW(parameter_groups(scorer, recipe), fused=True)
    steps = recipe.epochs * -(-len(sequences) // recipe.batch)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: schedule(step, steps, recipe.warmup)
    )
    for epoch in range(1, recipe.epochs + 1):
        started = time.monotonic()
        scorer.train()
        losses = []
        for step, rows in enumerate(batches(lengths, recipe.batch, shuffle), start=1):
            ids, mask = pad([sequences[row] for row in rows])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = scorer(ids, mask)
            loss = cross_entropy(logits.float(), {n: table[rows] for n, table in labels.items()})
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(scorer.parameters(), recipe.clip)
            optimizer.step()
            scheduler.step()
            losses.append(loss.item())
            if step % TOLD_EVERY == 0:
                lately = sum(losses[-TOLD_EVERY:]) / TOLD_EVERY
                print(f"  {step} of {steps // recipe.epochs} steps: loss {lately:.4f}", flush=True)
        seconds = time.monotonic() - started
        mean_loss = sum(losses) / len(losses)
        print(
            f"epoch {epoch} of {recipe.epochs}: loss {mean_loss:.4f}, {seconds:.0f} s", flush=True
        )
        if after_epoch:
            after_epoch(scorer)
    return scorer
