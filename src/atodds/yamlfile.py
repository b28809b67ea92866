"""YAML that people write, with the line of every entry.

Scalars stay the words as written (no surprises with ``NO``, ``1.60`` or ``2016-05``). Anchors, duplicate keys and nesting beyond
what a person writes are refused: they are mistakes or attacks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from atodds.errors import CurationError

# No format of ours needs more than six levels; twenty leaves room and stays far from Python's recursion limit.
MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Content:
    """The data of a file and the nodes it was made from."""

    data: Any
    node: yaml.Node | None

    def line(self, path: Iterable[str | int]) -> int:
        """The line, from 1, of the entry at ``path``, or of its nearest existing parent."""
        node, line = self.node, 1
        if node is not None:
            line = node.start_mark.line + 1
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            mark, node = found
            line = mark.line + 1
        return line


def _child(node: yaml.Node | None, step: str | int) -> tuple[Any, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key.start_mark, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return item.start_mark, item
    return None


def load(path: Path, name: str, *, max_bytes: int) -> Content:
    """Read a file.

    Raises:
        CurationError: it cannot be read or is no plain YAML; with ``name`` as file, and the line.
    """
    try:
        if path.stat().st_size > max_bytes:
            raise CurationError(f"is larger than {max_bytes // 1_000_000} MB", file=name, advice="this folder is for what people write")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CurationError(f"cannot be read: {error.strerror}", file=name) from error
    except UnicodeDecodeError as error:
        raise CurationError("is not UTF-8 text", file=name, advice="save it as UTF-8") from error
    return loads(text, name)


def loads(text: str, name: str) -> Content:
    """The same for text in memory."""
    try:
        _refuse_tricks(text, name)
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = f"is no YAML: {error.problem or error.context}"
        raise CurationError(message, file=name, line=mark.line + 1 if mark else None, advice="check indentation and quotes") from error
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1 if isinstance(error.position, int) else None
        raise CurationError(f"has a character that YAML does not allow: {error.reason}", file=name, line=line) from error
    return Content(_data(node, name), node)


def _refuse_tricks(text: str, name: str) -> None:
    """Walk the events, which needs no recursion, before anything is built."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        line = event.start_mark.line + 1 if event.start_mark else None
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise CurationError("anchors and references (& and *) are not used here", file=name, line=line, advice="put the text in quotes")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise CurationError(f"is nested deeper than {MAX_DEPTH} levels", file=name, line=line)


def _data(node: yaml.Node | None, name: str) -> Any:
    if node is None:
        return None
    if isinstance(node, yaml.SequenceNode):
        return [_data(item, name) for item in node.value]
    if not isinstance(node, yaml.MappingNode):
        return node.value
    data: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise CurationError("a key must be plain words", file=name, line=line)
        if key.value in data:
            raise CurationError(f"`{key.value}` is there twice; only one would count", file=name, line=line, advice="join the two")
        data[key.value] = _data(value, name)
    return data
