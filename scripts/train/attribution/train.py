"""Train the attribution model and write its folder: the step that a user runs.

Reads PolNeAR's train.jsonl. About a twentieth of its articles are held out to choose
the epoch; dev.jsonl is not read here. Each epoch that is the best so far on the held
articles is exported at once.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from attribution.corpus import hold_out, read_articles
from attribution.evaluate import evaluate
from attribution.examples import IGNORED, Examples, batches, collate
from attribution.export import export
from attribution.labels import SIZES
from attribution.tagger import Tagger, new_tagger
from attribution.words import Document, read_document
from base import REPOSITORY, fetch_base, plain_tokenizer_json

HELD_SHARE = 0.05
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


def schedule(step: int, steps: int, warmup: float) -> float:
    """Linear rise to 1, then linear fall to 0."""
    rise = max(1, int(steps * warmup))
    return (step + 1) / rise if step < rise else max(0.0, (steps - step) / (steps - rise))


def loss_of(logits: Tensor, labels: Tensor) -> Tensor:
    """Sum of the heads' mean cross-entropies; logits [b, n, 13], labels [b, n, 3]."""
    heads = logits.split(SIZES, dim=-1)
    losses = [
        F.cross_entropy(head.flatten(0, 1), labels[..., column].flatten(), ignore_index=IGNORED)
        for column, head in enumerate(heads)
    ]
    return torch.stack(losses).sum()


def fit(
    base: Path,
    tokenizer: Tokenizer,
    documents: list[Document],
    held: list[Document],
    recipe: Recipe,
    seed: int,
    out: Path,
) -> None:
    """Train on `documents`; after each epoch measure on `held` and export if better."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    examples = Examples(documents, tokenizer)
    plan = [
        batches(examples.windows(rng), recipe.batch, POOL, rng) for _ in range(recipe.epochs)
    ]
    steps = sum(map(len, plan))
    tagger = new_tagger(base)
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
            ids, mask, labels = collate(batch)
            # Matrix products in bfloat16; weights, loss and optimiser stay in float32.
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = tagger(ids, mask)
            loss = loss_of(logits.float(), labels)
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
        score = figures["linked"][2] + figures["source_right"] + figures["content_exact"][2]
        print(f"epoch {epoch}/{recipe.epochs}: {time.time() - began:.0f} s, "
              f"loss {running / len(epoch_batches):.4f}, held {json.dumps(figures)}", flush=True)
        if score > best:
            best = score
            export(tagger, base, out)
            print(f"exported to {out}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="run train", description=__doc__)
    parser.add_argument("--data", type=Path, default=REPOSITORY / "../shared/data")
    parser.add_argument("--out", type=Path, default=REPOSITORY / "models/attribution")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--rate", type=float, default=Recipe.learning_rate)
    parser.add_argument("--limit", type=int, help="fit on this many articles only")
    flags = parser.parse_args()
    torch.set_num_threads(flags.threads)
    base = fetch_base()
    tokenizer = Tokenizer.from_str(plain_tokenizer_json(base))
    articles = read_articles(flags.data / "polnear/train.jsonl")
    chosen, held = hold_out(articles, HELD_SHARE)
    # Files are in the order of outlet and date: a limit takes every n-th.
    chosen = chosen[:: max(1, len(chosen) // flags.limit)] if flags.limit else chosen
    print(f"{len(chosen)} articles to fit on, {len(held)} to choose the epoch on", flush=True)
    fit(
        base,
        tokenizer,
        [read_document(tokenizer, article) for article in chosen],
        [read_document(tokenizer, article) for article in held],
        Recipe(epochs=flags.epochs, learning_rate=flags.rate),
        flags.seed,
        flags.out,
    )


if __name__ == "__main__":
    main()
