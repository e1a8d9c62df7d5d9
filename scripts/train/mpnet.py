"""An MPNet encoder (Song et al. 2020) in plain torch, named as in Hugging Face.

Input and output are those of `encoder.BertEncoder`. MPNet differs from BERT in that
it has no segments, counts positions from 2, and adds to every attention score a
learned bias for the distance between the two tokens, in the buckets of T5 (Raffel et
al. 2020, section 2.1): half of them for either direction, of which half hold one
distance each and the others grow by a factor up to 128 tokens.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from encoder import Layer, attend

FIRST_POSITION = 2
FARTHEST = 128


class Embeddings(nn.Module):
    """Word and position embeddings."""

    def __init__(self, config: dict) -> None:
        super().__init__()
        size = config["hidden_size"]
        self.word_embeddings = nn.Embedding(config["vocab_size"], size)
        self.position_embeddings = nn.Embedding(config["max_position_embeddings"], size)
        self.LayerNorm = nn.LayerNorm(size, eps=config["layer_norm_eps"])
        self.dropout = nn.Dropout(config["hidden_dropout_prob"])

    def forward(self, ids: Tensor) -> Tensor:
        positions = self.position_embeddings.weight[FIRST_POSITION : FIRST_POSITION + ids.shape[1]]
        return self.dropout(self.LayerNorm(self.word_embeddings(ids) + positions))


class SelfAttention(nn.Module):
    """Attention whose scores are biased by distance."""

    def __init__(self, config: dict) -> None:
        super().__init__()
        size = config["hidden_size"]
        self.heads = config["num_attention_heads"]
        self.p = config["attention_probs_dropout_prob"]
        self.q, self.k, self.v, self.o = (nn.Linear(size, size) for _ in range(4))

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        projected = (self.q(states), self.k(states), self.v(states))
        return self.o(attend(projected, self.heads, bias, self.p if self.training else 0.0))


class Attention(nn.Module):
    def __init__(self, config: dict) -> None:
        super().__init__()
        self.attn = SelfAttention(config)
        self.LayerNorm = nn.LayerNorm(config["hidden_size"], eps=config["layer_norm_eps"])
        self.dropout = nn.Dropout(config["hidden_dropout_prob"])

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        return self.LayerNorm(self.dropout(self.attn(states, bias)) + states)


class Stack(nn.Module):
    def __init__(self, config: dict) -> None:
        super().__init__()
        self.layer = nn.ModuleList(Layer(config, Attention) for _ in range(config["num_hidden_layers"]))
        self.relative_attention_bias = nn.Embedding(
            config["relative_attention_num_buckets"], config["num_attention_heads"]
        )


def buckets(length: int, number: int) -> Tensor:
    """The bucket of each distance between two of `length` tokens, [length, length]."""
    places = torch.arange(length)
    distance = places[:, None] - places[None, :]
    half = number // 2
    exact = half // 2
    far = distance.abs()
    growing = torch.log(far.clamp(min=1).float() / exact) / math.log(FARTHEST / exact)
    growing = (exact + growing * (half - exact)).long().clamp(max=half - 1)
    return (distance < 0) * half + torch.where(far < exact, far, growing)


class MPNetEncoder(nn.Module):
    """Embeddings and the stack of layers."""

    def __init__(self, config: dict) -> None:
        super().__init__()
        self.embeddings = Embeddings(config)
        self.encoder = Stack(config)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        states = self.embeddings(ids)
        table = self.encoder.relative_attention_bias
        bias = table(buckets(ids.shape[1], table.num_embeddings)).permute(2, 0, 1)[None]
        hidden = torch.zeros(mask.shape).masked_fill(~mask.bool(), float("-inf"))
        bias = bias + hidden[:, None, None, :]
        for layer in self.encoder.layer:
            states = layer(states, bias)
        return states
