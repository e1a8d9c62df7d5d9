"""Peer: the script that most people would write with transformers.

`pipeline("text-classification", batch_size=32)` in 32 bits, as the library's guide
shows it. The encoder has our weights. A pipeline knows no mean pooling and no scores of
several scales, so that the head is the usual one, as large as ours but untrained: what
it puts out means nothing, and takes as long.
"""

import tempfile

import torch
from transformers import (
    BertConfig,
    BertForSequenceClassification,
    PreTrainedTokenizerFast,
    pipeline,
)

from common import MODEL, arguments, config, read_texts, weights, write_scores


def main() -> None:
    source, target, cores = arguments()
    torch.set_num_threads(cores)
    tensors = weights()
    model = BertForSequenceClassification(
        BertConfig(**config(), num_labels=len(tensors["head.bias"]))
    )
    own = {name: value for name, value in tensors.items() if name.startswith("bert.")}
    model.load_state_dict(own, strict=False)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(MODEL / "tokenizer.json"),
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        unk_token="[UNK]",
        model_max_length=512,
    )
    with tempfile.TemporaryDirectory() as folder:
        model.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
        classifier = pipeline("text-classification", model=folder, tokenizer=folder, device="cpu")
    texts = read_texts(source)
    results = classifier(texts, batch_size=32, truncation=True)
    write_scores(target, texts, ([result["score"]] for result in results))


if __name__ == "__main__":
    main()
