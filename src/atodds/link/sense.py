"""How alike the words around two values are in meaning, where they share none: "turnout", "of those on the register voted".

Static word vectors: each piece of a word has one vector, whatever stands beside it, so that a claim's vector is a weighted sum that
any machine works out alike, in microseconds. They come with the package ``wordllama`` (docs/dependencies.md), of which two files are
read; nothing of it is imported and nothing is downloaded.
"""

from __future__ import annotations

import functools
import re
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from atodds.errors import ModelError
from atodds.model.records import Claim

Vector = NDArray[np.float32]

PACKAGE = "wordllama"
TOKENS = "tokenizers/l2_supercat_tokenizer_config.json"
VECTORS = "weights/l2_supercat_256.safetensors"
# Words looked at on either side of a value, and after how many of them a word counts half. Chosen among 6, 10, 15 and 30 words and
# 4 or none by how well a logistic regression on some of the dossiers tells the pairs of the others apart.
REACH = 10
FADING = 4.0
# So many words are remembered: the vocabulary of a large workspace.
REMEMBERED = 1 << 16
_WORD = re.compile(r"\w+(?:['’.-]\w+)*|[%$€£¥]")


@functools.cache
def _tables() -> tuple[Tokenizer, NDArray[np.float16]]:
    spec = find_spec(PACKAGE)
    places = list(spec.submodule_search_locations or ()) if spec is not None else []
    if not places:
        raise ModelError(f"The word vectors are not installed. Install them with: pip install {PACKAGE}")
    folder = Path(places[0])
    return Tokenizer.from_file(str(folder / TOKENS)), load_file(folder / VECTORS)["embedding.weight"]


@functools.lru_cache(maxsize=REMEMBERED)
def word_vector(word: str) -> Vector:
    """The sum of the vectors of a word's pieces, 256 numbers."""
    tokenizer, table = _tables()
    pieces = tokenizer.encode(word, add_special_tokens=False).ids
    total: Vector = table[pieces].astype(np.float32).sum(axis=0)
    return total


class Surroundings(NamedTuple):
    """The words near a value, on either side, joined by spaces, the nearest first; of a table's cell, those of its heads."""

    left: str
    right: str
    heads: bool


def surroundings(claim: Claim) -> Surroundings:
    """All that a claim's vector is made of: claims that have the same have one vector."""
    labels = claim.features.get("label", ())
    if claim.extractor == "table" and labels:
        return Surroundings(" ".join(_WORD.findall(" ".join(labels))), "", True)
    start = claim.value_span[0] - claim.start
    left = _WORD.findall(claim.quote[:start])[::-1][:REACH]
    right = _WORD.findall(claim.quote[start + len(claim.value_text) :])[:REACH]
    return Surroundings(" ".join(left), " ".join(right), False)


def around(near: Surroundings) -> list[tuple[str, float]]:
    """The words that a vector is made of, each with its weight: those near the value, or the heads of a table's cell."""
    if near.heads:
        return [(word, 1.0) for word in near.left.split()]
    return [(word, 1 / (1 + n / FADING)) for side in (near.left, near.right) for n, word in enumerate(side.split())]


def sense_at(near: Surroundings) -> Vector:
    """The direction in which the words around a value point: 256 numbers of length one, or noughts where there are no words."""
    nothing: Vector = np.zeros(_tables()[1].shape[1], dtype=np.float32)
    told = around(near)
    if not told:
        return nothing
    # Row after row, as they are added one by one: NumPy sums in pairs only along the last axis.
    vectors = np.array([word_vector(word) for word, _ in told])
    total: Vector = np.add.reduce(vectors * np.array([weight for _, weight in told], np.float32)[:, None], axis=0)
    length = float(np.sqrt(np.add.reduce(total * total)))
    return total / np.float32(length) if length else total


def likenesses(a: NDArray[np.float32], b: NDArray[np.float32]) -> list[float]:
    """The cosines of the senses in the rows of two arrays, rounded to the hundredth, so that the last bits of a sum decide nothing.

    Nought has no sign: how alike two claims are is told by one number for one text.
    """
    return [round(cosine, 2) + 0.0 for cosine in np.add.reduce(a * b, axis=1).tolist()]


def likeness(a: Vector, b: Vector) -> float:
    """The cosine of two senses (`likenesses`)."""
    return likenesses(a[None, :], b[None, :])[0]
