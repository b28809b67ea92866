"""Bytes to text: byte order marks, UTF-8, and a guess for everything else."""

from __future__ import annotations

import codecs
import re

from atodds.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# First bytes of files that people rename by mistake, and what they are.
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document (.doc, .xls)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
# Text has no control characters but tab, line break and form feed; a stray one is tolerated in a thousand characters.
MAX_CONTROL_SHARE = 0.001
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
# UTF-16 without its mark: every other byte of Latin text is zero.
_UTF16_ZERO_SHARE = 0.3
# The encodings that are guessed: those in which the web and old office files were written. Fewer candidates, fewer wrong guesses.
_CANDIDATES = ["gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"]
_CANDIDATES += ["cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256"]
# So many bytes are enough to guess an encoding, and guessing costs a second per megabyte.
_GUESS_BYTES = 20_000
# By far the most usual of them (the default of browsers, WHATWG) is taken where it does worse than another by less than this.
_USUAL_LEEWAY = 0.1
_SURROGATE = re.compile("[\ud800-\udfff\x00]")
_ADVICE = "Save it as UTF-8 text, or give it the ending of what it is."


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text of a file: CRLF and CR become LF, a byte order mark is dropped, NUL and lone surrogates become U+FFFD (one for one).

    ``declared``: an encoding that the file itself names (HTML), tried before UTF-8.

    Raises:
        SourceError: the file is no text, or its encoding is not recognised.
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise SourceError(f"this is {what}, not text", file=name, advice=_ADVICE)
    text = _decode(data, name, declared)
    if len(_CONTROL.findall(text)) > max(len(text), 1000) * MAX_CONTROL_SHARE:
        raise SourceError("this looks like binary data, not text", file=name, advice=_ADVICE)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return clean(text)


def clean(text: str) -> str:
    """Replace what no database and no page can hold, one for one: NUL and lone surrogates."""
    return _SURROGATE.sub("\ufffd", text)


def _decode(data: bytes, name: str, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    text: str | None = None
    for candidate in (declared, "utf-8"):
        text = _try(data, candidate) if candidate else None
        if text is not None:
            return text
    zeros = data[:_GUESS_BYTES].count(0)
    if zeros > len(data[:_GUESS_BYTES]) * _UTF16_ZERO_SHARE:
        text = _try(data, "utf-16-le" if data[1:_GUESS_BYTES:2].count(0) > zeros / 2 else "utf-16-be")
    else:
        text = _guess(data)
    if text is None:
        raise SourceError("its encoding is not recognised", file=name, advice=_ADVICE)
    return text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415  # only few files need it

    matches = list(from_bytes(data[:_GUESS_BYTES], cp_isolation=_CANDIDATES, preemptive_behaviour=False))
    if not matches:
        return None
    best = matches[0]
    for match in matches:
        if match.encoding == "cp1252" and match.chaos <= best.chaos and match.coherence > best.coherence - _USUAL_LEEWAY:
            best = match
    return data.decode(best.encoding, "replace")
