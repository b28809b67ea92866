"""A corpus of any size with known contradictions: documents, and the gold that says where they clash.

    python benchmarks/corpus.py FOLDER --documents 1000 --seed 1

The folder is a dossier (docs/dossiers.md): `atodds evaluate FOLDER` scores it. The same seed gives the same bytes.
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

# Every entity is told of in so many documents, and a document tells of so many entities.
VOICES = 5
ENTITIES = 10
# The share of items in which one document contradicts the others.
CLASHES = 0.1
# Names are three of these with a check syllable: two names differ in two syllables at least, so that none is another's
# spelling variant.
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u")]
FILLER = (
    "The neighbours had much to say about it, and most of it was kind.",
    "Nobody who was there will forget the morning on which the gates were opened.",
    "As so often, the story began long before anybody took notice of it.",
    "It rained that day, and the speeches were short.",
    "What comes next is a question for the council, which has not made up its mind.",
)


@dataclass(frozen=True)
class Property:
    """What is told of an entity: ways to say it, the values, and the kind and unit of the gold."""

    key: str
    kind: str
    unit: str
    sentences: tuple[str, ...]
    value: str
    low: int
    high: int
    shift: int
    scale: int = 1

    def entry(self, number: int) -> dict[str, Any]:
        """The value as the gold has it."""
        if self.kind == "date":
            return {"low": f"{number}-01-01", "high": f"{number}-12-31"}
        return {"low": number * self.scale, "high": number * self.scale, "unit": self.unit}


PROPERTIES = (
    Property("founding", "date", "", ("{name} was founded in {value}.", "{name} was set up in {value}."), "{}", 1900, 1990, 7),
    Property(
        "revenue in 2023",
        "quantity",
        "GBP",
        ("{name} had revenue of {value} in 2023.", "In 2023 the revenue of {name} was {value}."),
        "{} million pounds",
        101,
        899,
        37,
        1_000_000,
    ),
    Property(
        "employees",
        "quantity",
        "people",
        ("{name} employs {value}.", "{value} work for {name}."),
        "{} people",
        101,
        899,
        53,
    ),
)


def name(index: int) -> str:
    """The name of the entity ``index``, from 0 to ``len(SYLLABLES) ** 2 - 1``."""
    first, second = divmod(index, len(SYLLABLES))
    check = (first + second) % len(SYLLABLES)
    return (SYLLABLES[first] + SYLLABLES[second] + SYLLABLES[check]).capitalize() + " Works"


def corpus(documents: int, seed: int) -> Iterator[tuple[dict[str, str], list[dict[str, Any]]]]:
    """Groups of ``VOICES`` documents that tell of the same entities: their texts by name, and the items of the gold."""
    rng = random.Random(seed)
    for group in range(-(-documents // VOICES)):
        names = [f"d{group:05}-{voice}.md" for voice in range(min(VOICES, documents - group * VOICES))]
        parts: dict[str, list[str]] = {n: [] for n in names}
        items = []
        for entity in range(group * ENTITIES, (group + 1) * ENTITIES):
            for prop in PROPERTIES:
                items.append(_item(rng, prop, name(entity), f"{entity}-{prop.key}", parts))
            for sentences in parts.values():
                sentences.append(rng.choice(FILLER) + "\n\n")
        texts = {n: _document(n, sentences) for n, sentences in parts.items()}
        yield texts, [item for item in items if len(item["claims"]) > 1]


def _item(rng: random.Random, prop: Property, entity: str, key: str, parts: dict[str, list[str]]) -> dict[str, Any]:
    """Tell of one property in all documents of a group; one of them may contradict the others."""
    number = rng.randint(prop.low, prop.high)
    odd = rng.choice(list(parts)) if rng.random() < CLASHES else None
    claims = []
    for document, sentences in parts.items():
        told = number + prop.shift if document == odd else number
        value = prop.value.format(told)
        sentence = rng.choice(prop.sentences).format(name=entity, value=value)
        sentences.append(sentence + " ")
        claims.append({"id": f"{key}-{document}", "doc": document, "quote": sentence, "value": value, **prop.entry(told)})
    pairs = [
        {"a": a["id"], "b": b["id"], "relation": "conflict" if odd in (a["doc"], b["doc"]) else "agrees"}
        for a, b in itertools.combinations(claims, 2)
    ]
    return {"id": key, "kind": prop.kind, "item": f"{prop.key} of {entity}", "claims": claims, "pairs": pairs}


def _document(title: str, sentences: list[str]) -> str:
    # One date for all: a difference between them is no update.
    return f"---\ntitle: {title}\npublished: 2024-06-01\n---\n" + "".join(sentences).rstrip() + "\n"


def write_corpus(folder: Path, documents: int, seed: int) -> int:
    """Write a corpus as a dossier; the number of claims of its gold.

    Raises ValueError if there are not so many names.
    """
    if documents * ENTITIES > VOICES * len(SYLLABLES) ** 2:
        raise ValueError(f"at most {VOICES * len(SYLLABLES) ** 2 // ENTITIES} documents")
    folder.mkdir(parents=True, exist_ok=True)
    items = []
    for texts, of_group in corpus(documents, seed):
        for document, text in texts.items():
            (folder / document).write_text(text, "utf-8")
        items += of_group
    gold = {"dossier": f"corpus-{documents}", "topic": "invented works", "items": items, "traps": []}
    (folder / "gold.json").write_text(json.dumps(gold, indent=1) + "\n", "utf-8")
    return sum(len(item["claims"]) for item in items)


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--documents", default=100, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(folder: Path, documents: int, seed: int) -> None:
    """Write a corpus with known contradictions to FOLDER."""
    click.echo(f"{write_corpus(folder, documents, seed)} claims in {documents} documents")


if __name__ == "__main__":
    main()
