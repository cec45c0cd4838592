"""Zip archives, Word and Excel files among them, with the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

_WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def timeless(document: Any) -> bytes:
    """A workbook, or a document of Word, as an archive with no times of writing, uncompressed and in a fixed order.

    Compressed bytes would depend on the zlib of the interpreter.
    """
    saved, buffer = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system = 3
            member.external_attr = 0o644 << 16
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _WRITTEN.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            new.writestr(member, content)
    return buffer.getvalue()
