"""What the exports share: identifiers, agents, and the contexts that are shipped so that nothing is fetched."""

from __future__ import annotations

import base64
import json
from importlib.resources import files
from typing import Any

from atodds.errors import UsageError
from atodds.model.records import Document
from atodds.report import render

# Identifiers of claims, findings and verdicts begin with this unless the caller has an address of their own.
BASE = "urn:atodds:"
# The terms that no standard has: what offsets count, and which bytes they were taken from.
TERMS = "urn:atodds:terms:"

_CONTEXTS = {
    "https://schema.org": "schema.org.jsonld",
    "http://www.w3.org/ns/anno.jsonld": "anno.jsonld",
}

Node = dict[str, Any]


def load_context(url: str, options: object = None) -> Node:
    """A shipped context, in the form that PyLD asks of a document loader: ``jsonld.set_document_loader(load_context)``.

    The files hold the terms that the exports use, with the meaning that the published contexts give them. Raises ``UsageError``
    for any other address: nothing is fetched.
    """
    name = _CONTEXTS.get(url.rstrip("/"))
    if name is None:
        raise UsageError(f"no context is shipped for {url}", advice="the exports use " + " and ".join(_CONTEXTS))
    text = (files("atodds.report.exports") / "contexts" / name).read_text(encoding="utf-8")
    return {"contextUrl": None, "documentUrl": url, "contentType": "application/ld+json", "document": json.loads(text)}


def to_text(data: Node) -> str:
    """JSON with a line break at the end; lone surrogates, which it cannot carry, become "?"."""
    text = json.dumps(data, indent=1, ensure_ascii=False)
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def hash_iri(document: Document) -> str:
    """The name of a document's bytes: a "named information" URI (RFC 6920), for example ``ni:///sha-256;47DEQpj8...``."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(document.sha256)).decode("ascii").rstrip("=")
    return f"ni:///sha-256;{digest}"


def address(document: Document) -> str:
    """Where a document can be read, or the name of its bytes where no web address is known."""
    return render.safe_url(document.url) or hash_iri(document)


def known(**fields: Any) -> Node:
    """A node without the fields that nothing is known for; a leading or trailing underscore of a name stands for nothing."""
    return {name.strip("_"): value for name, value in fields.items() if value not in (None, "", [], ())}
