"""A BERT encoder (Devlin et al. 2019) in plain torch, named as in Hugging Face.

Input: token ids and attention mask, both [batch, length], mask 1 for tokens and
0 for padding. Output: hidden states [batch, length, hidden]. No pooler. Module
names give the state-dict keys `embeddings.*` and `encoder.layer.N.*`, so the
base model's safetensors file loads as it is and an export needs only a prefix.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from base import read_config

# Buffers and layers in the base file that the encoder has no use for.
UNUSED_PREFIXES = ("pooler.", "embeddings.position_ids")


Encoder = TypeVar("Encoder", bound=nn.Module)


class Embeddings(nn.Module):
    """Word, position and segment embeddings; every token is in segment 0."""

    def __init__(self, config: dict) -> None:
        super().__init__()
        size = config["hidden_size"]
        self.word_embeddings = nn.Embedding(config["vocab_size"], size)
        self.position_embeddings = nn.Embedding(config["max_position_embeddings"], size)
        self.token_type_embeddings = nn.Embedding(config["type_vocab_size"], size)
        self.LayerNorm = nn.LayerNorm(size, eps=config["layer_norm_eps"])
        self.dropout = nn.Dropout(config["hidden_dropout_prob"])

    def forward(self, ids: Tensor) -> Tensor:
        positions = self.position_embeddings.weight[: ids.shape[1]]
        segment = self.token_type_embeddings.weight[0]
        return self.dropout(self.LayerNorm(self.word_embeddings(ids) + positions + segment))


def attend(
    projected: tuple[Tensor, Tensor, Tensor], heads: int, mask: Tensor, dropout: float
) -> Tensor:
    """Attention in several heads of queries, keys and values [batch, length, hidden]; the
    mask says what is seen, or is added to the scores."""
    batch, length, size = projected[0].shape
    query, key, value = (
        x.view(batch, length, heads, size // heads).transpose(1, 2) for x in projected
    )
    if mask.dtype != torch.bool:
        mask = mask.to(query.dtype)
    mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=mask, dropout_p=dropout)
    return mixed.transpose(1, 2).reshape(batch, length, size)


class SelfAttention(nn.Module):
    """Query, key and value projections and the attention over unmasked keys."""

    def __init__(self, config: dict) -> None:
        super().__init__()
        size = config["hidden_size"]
        self.heads = config["num_attention_heads"]
        self.dropout = config["attention_probs_dropout_prob"]
        self.query = nn.Linear(size, size)
        self.key = nn.Linear(size, size)
        self.value = nn.Linear(size, size)

    def forward(self, states: Tensor, keep: Tensor) -> Tensor:
        projected = (self.query(states), self.key(states), self.value(states))
        return attend(projected, self.heads, keep, self.dropout if self.training else 0.0)


class ResidualOutput(nn.Module):
    """A projection, then the sum with what came in, then layer normalisation."""

    def __init__(self, size_in: int, config: dict) -> None:
        super().__init__()
        self.dense = nn.Linear(size_in, config["hidden_size"])
        self.LayerNorm = nn.LayerNorm(config["hidden_size"], eps=config["layer_norm_eps"])
        self.dropout = nn.Dropout(config["hidden_dropout_prob"])

    def forward(self, states: Tensor, residual: Tensor) -> Tensor:
        return self.LayerNorm(self.dropout(self.dense(states)) + residual)


class Attention(nn.Module):
    def __init__(self, config: dict) -> None:
        super().__init__()
        self.self = SelfAttention(config)
        self.output = ResidualOutput(config["hidden_size"], config)

    def forward(self, states: Tensor, keep: Tensor) -> Tensor:
        return self.output(self.self(states, keep), states)


class Intermediate(nn.Module):
    def __init__(self, config: dict) -> None:
        super().__init__()
        if config["hidden_act"] != "gelu":
            raise ValueError(f"hidden_act {config['hidden_act']!r}: only gelu is known here")
        self.dense = nn.Linear(config["hidden_size"], config["intermediate_size"])

    def forward(self, states: Tensor) -> Tensor:
        return F.gelu(self.dense(states))


class Layer(nn.Module):
    """A kind of attention, then a feed-forward network."""

    def __init__(self, config: dict, attention: type[nn.Module] = Attention) -> None:
        super().__init__()
        self.attention = attention(config)
        self.intermediate = Intermediate(config)
        self.output = ResidualOutput(config["intermediate_size"], config)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        states = self.attention(states, mask)
        return self.output(self.intermediate(states), states)


class Stack(nn.Module):
    def __init__(self, config: dict) -> None:
        super().__init__()
        self.layer = nn.ModuleList(Layer(config) for _ in range(config["num_hidden_layers"]))


class BertEncoder(nn.Module):
    """Embeddings and the stack of layers."""

    def __init__(self, config: dict) -> None:
        super().__init__()
        self.embeddings = Embeddings(config)
        self.encoder = Stack(config)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        keep = mask[:, None, None, :].bool()
        states = self.embeddings(ids)
        for layer in self.encoder.layer:
            states = layer(states, keep)
        return states


def load_encoder(folder: Path, kind: type[Encoder] = BertEncoder) -> Encoder:
    """The encoder of a Hugging Face model folder, in float32."""
    encoder = kind(read_config(folder))
    tensors = load_file(folder / "model.safetensors")
    wanted = {k: v.float() for k, v in tensors.items() if not k.startswith(UNUSED_PREFIXES)}
    encoder.load_state_dict(wanted, strict=True)
    return encoder


def mean_pool(states: Tensor, mask: Tensor) -> Tensor:
    """Mean over the unpadded tokens, CLS and SEP included (sentence-transformers' pooling)."""
    weight = mask[:, :, None].to(states.dtype)
    return (states * weight).sum(dim=1) / weight.sum(dim=1)


def pad(sequences: list[list[int]]) -> tuple[Tensor, Tensor]:
    """Ids and mask [batch, longest]; padding has id 0, BERT's [PAD]."""
    longest = max(map(len, sequences))
    ids = torch.zeros(len(sequences), longest, dtype=torch.long)
    mask = torch.zeros(len(sequences), longest, dtype=torch.long)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence)] = torch.tensor(sequence)
        mask[row, : len(sequence)] = 1
    return ids, mask
