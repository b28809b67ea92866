"""Files to documents: ``read_document``, ``read_sources``; ``add`` and ``fetch`` bring files in."""

from atodds.read.sources import FORMATS, MAX_BYTES, Reading, read_bytes, read_document, read_file, read_sources

__all__ = ["FORMATS", "MAX_BYTES", "Reading", "read_bytes", "read_document", "read_file", "read_sources"]
