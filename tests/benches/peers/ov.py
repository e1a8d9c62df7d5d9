"""Peer: OpenVINO from Python, tuned by hand.

The model as its converter makes it from transformers', 16-bit brain floats, one stream
for each core, texts sorted by length, batches by tokens, and a queue of requests.
"""

import numpy as np
import openvino
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


class Scorer(torch.nn.Module):
    """The encoder, the mean over a text's tokens, and the head."""

    def __init__(self) -> None:
        super().__init__()
        tensors = weights()
        self.encoder = encoder(tensors)
        self.head = torch.nn.Linear(*reversed(tensors["head.weight"].shape))
        self.head.load_state_dict({"weight": tensors["head.weight"], "bias": tensors["head.bias"]})

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        hidden = self.encoder(ids, attention_mask=mask).last_hidden_state
        mask = mask.unsqueeze(-1).to(hidden.dtype)
        return self.head((hidden * mask).sum(1) / mask.sum(1))


def main() -> None:
    source, target, cores = arguments()
    example = torch.ones((2, 8), dtype=torch.int64)
    with torch.inference_mode():
        model = openvino.convert_model(Scorer().eval(), example_input=(example, example))
    settings = {
        "INFERENCE_PRECISION_HINT": "bf16",
        "NUM_STREAMS": str(cores),
        "INFERENCE_NUM_THREADS": str(cores),
    }
    compiled = openvino.Core().compile_model(model, "CPU", settings)
    texts = read_texts(source)
    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(512)
    ids = [encoding.ids for encoding in tokenizer.encode_batch_fast(texts)]
    scores = np.zeros((len(texts), 3))

    def keep(request: openvino.InferRequest, batch: list[int]) -> None:
        scores[batch] = expected_levels(request.get_output_tensor().data)

    queue = openvino.AsyncInferQueue(compiled, 2 * cores)
    queue.set_callback(keep)
    for batch in batches([len(row) for row in ids], BUDGET):
        queue.start_async(padded([ids[index] for index in batch]), batch)
    queue.wait_all()
    write_scores(target, texts, scores)


if __name__ == "__main__":
    main()
