"""Writes small PDF files by hand, so that no library is needed to test the reading of them."""

from __future__ import annotations


def make_pdf(pages: list[list[str]], info: dict[str, str] | None = None, *, kids: str | None = None) -> bytes:
    """A PDF with one line of text below the other. ``kids``: overrides the page tree's list of pages."""
    objects: list[bytes] = []
    page_ids = [5 + 2 * n for n in range(len(pages))]
    words = " ".join(f"/{key} ({value})" for key, value in (info or {}).items())
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    listed = kids if kids is not None else " ".join(f"{n} 0 R" for n in page_ids)
    objects.append(f"<< /Type /Pages /Kids [{listed}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    objects.append(f"<< {words} >>".encode("latin-1"))
    for number, lines in zip(page_ids, pages, strict=True):
        shown = "\n".join(f"({_escape(line)}) Tj 0 -14 Td" for line in lines)
        stream = f"BT /F1 11 Tf 60 780 Td\n{shown}\nET".encode("latin-1")
        head = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        objects.append(head.encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return file_of(objects, b"/Info 4 0 R")


def file_of(objects: list[bytes], entries: bytes = b"") -> bytes:
    """The file of these objects, the catalogue first. ``entries``: more for its trailer."""
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, entries, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer


def _escape(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
