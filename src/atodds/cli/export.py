"""`atodds export claimreview`, `annotations` and `prov`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from atodds.cli.options import in_workspace

if TYPE_CHECKING:
    from atodds.model.records import Result, Verdict
    from atodds.workspace import Workspace

F = TypeVar("F", bound=Callable[..., Any])


@click.group(short_help="Write what is known in an open standard.")
def export() -> None:
    """Write what the database holds in an open standard, as JSON-LD. The same database gives the same bytes."""


def _to_file(function: F) -> F:
    """Give a command ``-o FILE`` and ``--base IRI``."""
    output = click.option("-o", "output", metavar="FILE", type=click.Path(dir_okay=False), help="Write here (default: standard output).")
    base = click.option(
        "--base", metavar="IRI", default="urn:atodds:", show_default=True, callback=_base, help="What identifiers begin with."
    )
    return output(base(in_workspace(function)))


def _base(_: click.Context, __: click.Parameter, given: str) -> str:
    scheme, colon, _rest = given.partition(":")
    if not (colon and scheme[:1].isalpha() and scheme.isascii()) or any(c.isspace() or c in '<>"{}|\\^`' for c in given):
        raise click.BadParameter(f"{given!r} is no absolute IRI, such as https://example.org/claims/")
    return given


def _known(workspace: Workspace, all_verdicts: bool = False) -> tuple[Result, list[Verdict]]:
    """What the database holds; of the verdicts only those that an adjudicator has settled, for the others are drafts."""
    from atodds.store import Store  # noqa: PLC0415

    with Store.open(workspace.database, create=False, write=False) as store:
        return store.load(), store.verdicts() if all_verdicts else store.settled_verdicts()


def _all_verdicts(function: F) -> F:
    """Give a command ``--all-verdicts``."""
    return click.option("--all-verdicts", is_flag=True, help="Also verdicts that no adjudicator has settled, and replaced ones.")(function)


def _put(text: str, output: str | None) -> None:
    from pathlib import Path  # noqa: PLC0415

    from atodds.errors import UsageError  # noqa: PLC0415
    from atodds.report.write import write_atomically  # noqa: PLC0415

    if output is None or output == "-":
        click.echo(text, nl=False)
        return
    try:
        write_atomically(Path(output), text.encode("utf-8", "replace"))
    except OSError as error:
        raise UsageError(
            f"cannot be written: {error.strerror}", file=output, advice="name a file in a folder that you may write to"
        ) from error


@export.command("claimreview", short_help="Adjudicated verdicts, as schema.org ClaimReview.")
@_to_file
def claimreview(workspace: Workspace, *, output: str | None, base: str) -> None:
    """Write the adjudicated verdicts that stand as schema.org ClaimReview, which search engines read.

    docs/exports.md explains the scale of the ratings.

    \b
    Example:
      atodds export claimreview --base https://example.org/checks/ -o claimreview.jsonld
    """
    from atodds.report.exports.claimreview import claim_reviews  # noqa: PLC0415

    _put(claim_reviews(*_known(workspace), base=base), output)


@export.command("annotations", short_help="Claims and verdicts, as W3C Web Annotations.")
@_all_verdicts
@_to_file
def annotate(workspace: Workspace, *, output: str | None, base: str, all_verdicts: bool) -> None:
    """Write every claim and every settled verdict as a W3C Web Annotation on its words in its document.

    \b
    Example:
      atodds export annotations -o annotations.jsonld
    """
    from atodds.report.exports.annotations import web_annotations  # noqa: PLC0415

    _put(web_annotations(*_known(workspace, all_verdicts), base=base), output)


@export.command("prov", short_help="Where everything comes from, as W3C PROV.")
@_all_verdicts
@_to_file
def prov(workspace: Workspace, *, output: str | None, base: str, all_verdicts: bool) -> None:
    """Write where claims, findings and settled verdicts come from as W3C PROV: documents, the run, reviewers.

    \b
    Example:
      atodds export prov -o provenance.jsonld
    """
    from atodds.publish import about  # noqa: PLC0415
    from atodds.report.exports.prov import provenance  # noqa: PLC0415

    _put(provenance(*_known(workspace, all_verdicts), run=about(workspace), base=base), output)
