"""What a score is worth is seen beside what costs nothing.

Each baseline turns a sentence into features and fits a ridge on the training
sentences, so that signs and scales are learned there and not on the development
set. Lexicons are read from the shared data at run time; none is kept here.
"""

from __future__ import annotations

import csv
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
from encoder import BertEncoder, load_encoder, mean_pool, pad
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


def read_concreteness(data: Path) -> dict[str, float]:
    """How concrete English words are, 1 to 5 (Brysbaert, Warriner and Kuperman 2014)."""
    path = data / "brysbaert-concreteness" / "Concreteness_ratings_Brysbaert_et_al_BRM.txt"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["Word"].lower(): float(row["Conc.M"]) for row in rows}


def lengths(tokens: Sequence[list[int]]) -> np.ndarray:
    return np.array([[len(ids)] for ids in tokens], dtype=float)


def digits(texts: Sequence[str]) -> np.ndarray:
    return np.array([[bool(re.search(r"\d", text))] for text in texts], dtype=float)


def hedge_counts(texts: Sequence[str], hedges: set[str]) -> np.ndarray:
    """Hedges in each text, longest match first."""
    alternatives = "|".join(re.escape(t) for t in sorted(hedges, key=lambda t: (-len(t), t)))
    pattern = re.compile(rf"\b(?:{alternatives})\b")
    return np.array([[len(pattern.findall(text.lower()))] for text in texts], dtype=float)


def concreteness(texts: Sequence[str], norms: dict[str, float]) -> np.ndarray:
    """The mean over the words of a text that have a norm; plurals by their singular,
    and the middle of the scale where no word has one."""
    means = []
    for text in texts:
        words = re.findall(r"[a-z]+", text.lower())
        known = [norms.get(word, norms.get(word.removesuffix("s"))) for word in words]
        rated = [norm for norm in known if norm is not None]
        means.append([float(np.mean(rated)) if rated else 3.0])
    return np.array(means)


@torch.no_grad()
def embeddings(
    encoder: BertEncoder, tokens: Sequence[list[int]], batch: int = 32
) -> np.ndarray:
    """Mean-pooled states of an encoder as it is."""
    encoder.eval()
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
    hedges, norms = read_hedges(data), read_concreteness(data)
    commonest = commonest_act(train, len(test))
    simple: dict[str, Callable[[list[str], list[list[int]]], np.ndarray]] = {
        "length in tokens": lambda texts, tokens: lengths(tokens),
        "has a digit": lambda texts, tokens: digits(texts),
        "hedges from word lists": lambda texts, tokens: hedge_counts(texts, hedges),
        "concreteness norms": lambda texts, tokens: concreteness(texts, norms),
    }
    found = {}
    for name, features in simple.items():
        before = features([e.text for e in train], train_tokens)
        after = features([e.text for e in test], test_tokens)
        scores = ridge_scores(before, train, after)
        found[name] = scores | {"act": commonest}
    vectorizer = tfidf()
    richer = {
        "TF-IDF ridge": (
            vectorizer.fit_transform([e.text for e in train]),
            vectorizer.transform([e.text for e in test]),
        ),
        "linear probe of the base encoder": (
            embeddings(load_encoder(base), train_tokens),
            embeddings(load_encoder(base), test_tokens),
        ),
    }
    for name, (before, after) in richer.items():
        found[name] = ridge_scores(before, train, after)
        found[name]["act"] = act_scores(before, train, after)
    return found


def simple_features(data: Path, texts: list[str]) -> dict[str, np.ndarray]:
    """The features of the plain baselines, each one number a text. Hedges count
    against."""
    return {
        "length in words": np.array([len(text.split()) for text in texts], dtype=float),
        "has a digit": digits(texts)[:, 0],
        "hedges from word lists": -hedge_counts(texts, read_hedges(data))[:, 0],
        "concreteness norms": concreteness(texts, read_concreteness(data))[:, 0],
    }
