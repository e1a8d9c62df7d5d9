"""What a score is worth is seen beside what costs nothing.

Each baseline turns a sentence into features and fits a ridge on the training
sentences, so that signs and scales are learned there and not on the development
set. Lexicons are read from the shared data at run time; none is kept here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from scipy.sparse import spmatrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import FeatureUnion, make_pipeline
from sklearn.preprocessing import StandardScaler

from data import ACTS, RATINGS, Example
from encoder import load_encoder, mean_pool, pad
from metrics import targets
from model import encode, new_tokenizer

Features = np.ndarray | spmatrix

# Lists of hedges; what their lines mean is told apart in `read_hedges`.
HEDGE_LISTS = (
    "rpryzant+neutralizing-bias/hedges_hyland2005.txt",
    "hedging-lrec+resources/hedge_words.txt",
    "words+hedges/data.txt",
    "arnaldpuy+overselling_certainty/hedging_terms.tsv",
)


def read_hedges(data: Path) -> set[str]:
    """The union of the lists: the last column of each line that is no comment."""
    terms = set()
    for name in HEDGE_LISTS:
        lines = (data / "lexicons" / name).read_text(encoding="utf-8").splitlines()
        for line in lines[1:] if name.endswith(".tsv") else lines:
            term = line.split("\t")[-1].strip().lower()
            if term and not term.startswith(("#", "%")):
                terms.add(term)
    return terms


def lengths(tokens: Sequence[list[int]]) -> np.ndarray:
    return np.array([[len(ids)] for ids in tokens], dtype=float)


def digits(examples: Sequence[Example]) -> np.ndarray:
    return np.array([[bool(re.search(r"\d", e.text))] for e in examples], dtype=float)


def hedge_counts(examples: Sequence[Example], hedges: set[str]) -> np.ndarray:
    """Hedges in each sentence, longest match first."""
    alternatives = "|".join(re.escape(t) for t in sorted(hedges, key=lambda t: (-len(t), t)))
    pattern = re.compile(rf"\b(?:{alternatives})\b")
    return np.array([[len(pattern.findall(e.text.lower()))] for e in examples], dtype=float)


@torch.no_grad()
def embeddings(base: Path, tokens: Sequence[list[int]], batch: int = 32) -> np.ndarray:
    """Mean-pooled states of the base encoder as it comes."""
    encoder = load_encoder(base).eval()
    order = sorted(range(len(tokens)), key=lambda i: len(tokens[i]))
    pooled = np.empty((len(tokens), encoder.embeddings.word_embeddings.embedding_dim))
    for start in range(0, len(order), batch):
        rows = order[start : start + batch]
        ids, mask = pad([tokens[i] for i in rows])
        pooled[rows] = mean_pool(encoder(ids, mask), mask).numpy()
    return pooled


def tfidf() -> FeatureUnion:
    """Word unigrams and bigrams, and character n-grams of 2 to 4."""
    word = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    char = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), min_df=3, sublinear_tf=True)
    return FeatureUnion([("word", word), ("char", char)])


def ridge_scores(
    train: Features, examples: Sequence[Example], test: Features, alpha: float = 1.0
) -> dict[str, np.ndarray]:
    """Ratings predicted by a ridge from given features, cut to 0-4."""
    return {
        name: Ridge(alpha=alpha).fit(train, targets(examples, name)).predict(test).clip(0, 4)
        for name in RATINGS
    }


def act_scores(train: Features, examples: Sequence[Example], test: Features) -> np.ndarray:
    """Acts predicted by logistic regression, as indices into ACTS."""
    wanted = [ACTS.index(example.acts[0]) for example in examples]
    scale = StandardScaler(with_mean=False)
    model = make_pipeline(scale, LogisticRegression(max_iter=1000, C=0.01))
    return model.fit(train, wanted).predict(test)


def commonest_act(examples: Sequence[Example], count: int) -> np.ndarray:
    acts = [example.acts[0] for example in examples]
    return np.full(count, ACTS.index(max(ACTS, key=acts.count)))


def run_baselines(
    data: Path, base: Path, train: list[Example], test: list[Example]
) -> dict[str, dict[str, np.ndarray]]:
    """Scores of every baseline on `test`, by name."""
    tokenizer = new_tokenizer(base)
    train_tokens = encode(tokenizer, [e.text for e in train])
    test_tokens = encode(tokenizer, [e.text for e in test])
    hedges = read_hedges(data)
    commonest = commonest_act(train, len(test))
    simple: dict[str, Callable[[list[Example], list[list[int]]], np.ndarray]] = {
        "length in tokens": lambda examples, tokens: lengths(tokens),
        "has a digit": lambda examples, tokens: digits(examples),
        "hedges from word lists": lambda examples, tokens: hedge_counts(examples, hedges),
    }
    found = {}
    for name, features in simple.items():
        scores = ridge_scores(features(train, train_tokens), train, features(test, test_tokens))
        found[name] = scores | {"act": commonest}
    vectorizer = tfidf()
    richer = {
        "TF-IDF ridge": (
            vectorizer.fit_transform([e.text for e in train]),
            vectorizer.transform([e.text for e in test]),
        ),
        "linear probe of the base encoder": (
            embeddings(base, train_tokens),
            embeddings(base, test_tokens),
        ),
    }
    for name, (before, after) in richer.items():
        found[name] = ridge_scores(before, train, after)
        found[name]["act"] = act_scores(before, train, after)
    return found
