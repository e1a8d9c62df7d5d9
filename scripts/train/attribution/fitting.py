"""One training run: articles in, a fitted tagger out.

Targets are distributions over the labels; the loss is the cross-entropy against them.
About a twentieth of PolNeAR's train.jsonl is held out to choose the epoch. Each epoch
that is the best so far on the held articles is kept at once.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from attribution.evaluate import evaluate
from attribution.examples import Example, Examples, batches, collate
from attribution.labels import SIZES
from attribution.measures import objective
from attribution.tagger import Tagger
from attribution.words import Document
from training import schedule

# Batches that are shuffled together before they are sorted by length.
POOL = 12


@dataclass(frozen=True)
class Recipe:
    """What a run depends on besides its data."""

    epochs: int = 5
    batch: int = 16
    learning_rate: float = 2e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    weight_decay: float = 0.01
    warmup: float = 0.06
    clip: float = 1.0


def parameter_groups(tagger: Tagger, recipe: Recipe) -> list[dict]:
    """Lower rates for lower layers; no weight decay for biases and layer norms."""
    depth = len(tagger.bert.encoder.layer)
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in tagger.named_parameters():
        if name.startswith("head."):
            rate = recipe.head_rate
        else:
            layer = int(name.split(".")[3]) + 1 if ".layer." in name else 0
            rate = recipe.learning_rate * recipe.layer_decay ** (depth - layer)
        decay = recipe.weight_decay if parameter.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return [{"params": p, "lr": r, "weight_decay": d} for (r, d), p in groups.items()]


def loss_of(logits: Tensor, targets: Tensor) -> Tensor:
    """Sum of the heads' mean cross-entropies over the pieces that count; both [b, n, 13]."""
    total = logits.new_zeros(())
    for head, wanted in zip(logits.split(SIZES, dim=-1), targets.split(SIZES, dim=-1), strict=True):
        # The targets of a piece that counts add up to one, those of the others to nothing.
        total = total - (wanted * head.log_softmax(dim=-1)).sum() / wanted.sum()
    return total


def fit(
    new: Callable[[], Tagger],
    tokenizer: Tokenizer,
    articles: list[Example],
    held: list[Document],
    recipe: Recipe,
    seed: int,
    keep: Callable[[Tagger], None],
) -> None:
    """Train a new tagger on `articles`; after each epoch measure it on `held`, and `keep` it if
    it is better than before."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    examples = Examples(articles, tokenizer)
    plan = [
        batches(examples.windows(rng), recipe.batch, POOL, rng) for _ in range(recipe.epochs)
    ]
    steps = sum(map(len, plan))
    tagger = new()
    optimizer = torch.optim.AdamW(parameter_groups(tagger, recipe), fused=True)
    rates = [group["lr"] for group in optimizer.param_groups]
    step = 0
    best = -1.0
    for epoch, epoch_batches in enumerate(plan, start=1):
        began = time.time()
        tagger.train()
        running = 0.0
        for number, batch in enumerate(epoch_batches, start=1):
            factor = schedule(step, steps, recipe.warmup)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * factor
            ids, mask, targets = collate(batch)
            # Matrix products in bfloat16; weights, loss and optimiser stay in float32.
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = tagger(ids, mask)
            loss = loss_of(logits.float(), targets)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), recipe.clip)
            optimizer.step()
            step += 1
            running += loss.item()
            if number % 50 == 0:
                print(f"  {number}/{len(epoch_batches)}: loss {running / number:.4f}, "
                      f"{time.time() - began:.0f} s", flush=True)
        figures = evaluate(tagger, tokenizer, held)
        score = objective(figures)
        print(f"epoch {epoch}/{recipe.epochs}: {time.time() - began:.0f} s, "
              f"loss {running / len(epoch_batches):.4f}, held {json.dumps(figures)}", flush=True)
        if score > best:
            best = score
            keep(tagger)
            print("kept", flush=True)
