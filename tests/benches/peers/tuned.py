"""Peer: transformers tuned by hand.

16-bit brain floats, the fused attention, texts sorted by length, batches by tokens, one
process for each core with one thread, and our own pooling and head.
"""

import multiprocessing

import numpy as np
import torch
from tokenizers import Tokenizer

from common import (
    MODEL,
    arguments,
    batches,
    encoder,
    expected_levels,
    padded,
    read_texts,
    weights,
    write_scores,
)

BUDGET = 1024


def load() -> None:
    global model, head
    torch.set_num_threads(1)
    tensors = weights()
    model = encoder(tensors).to(torch.bfloat16)
    head = tensors["head.weight"], tensors["head.bias"]


def logits(rows: list[list[int]]) -> np.ndarray:
    ids, mask = (torch.from_numpy(array) for array in padded(rows))
    with torch.inference_mode():
        # All of one length need no mask, and the faster attention.
        same = bool(mask.all())
        hidden = model(ids, attention_mask=None if same else mask).last_hidden_state.float()
        mask = mask.unsqueeze(-1).float()
        mean = (hidden * mask).sum(1) / mask.sum(1)
        return torch.nn.functional.linear(mean, *head).numpy()


def main() -> None:
    source, target, cores = arguments()
    texts = read_texts(source)
    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(512)
    ids = [encoding.ids for encoding in tokenizer.encode_batch_fast(texts)]
    plan = batches([len(row) for row in ids], BUDGET)
    scores = np.zeros((len(texts), 3))
    with multiprocessing.Pool(cores, initializer=load) as pool:
        rows = ([ids[index] for index in batch] for batch in plan)
        for batch, found in zip(plan, pool.imap(logits, rows)):
            scores[batch] = expected_levels(found)
    write_scores(target, texts, scores)


if __name__ == "__main__":
    main()
