"""The parts of an archive (DOCX, ODT) and their XML, read as things that strangers made: bounded, without entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from citekit.model import Diagnostic, Severity, UnreadableInput

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Archive", "parse_xml"]

_MOST_PARTS = 20_000
_MOST_BYTES = 150_000_000  # of one part, unpacked
_RATIO = 400  # text packs up to 50 times


class Archive:
    """A ZIP archive in memory; parts are read by name, so that no path in it leads anywhere."""

    def __init__(self, data: bytes, source: str) -> None:
        """Open an archive.

        Raises:
            UnreadableInput: it is truncated, no archive, locked, or has more parts than a document has.
        """
        self.source = source
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise UnreadableInput(
                source,
                "the ZIP archive is damaged or cut short",
                "get the whole file, or open it in an office program and save it anew",
                code="CK911",
            ) from error
        self.names = frozenset(self._zip.namelist())
        if len(self._zip.infolist()) > _MOST_PARTS:
            raise UnreadableInput(
                source, f"an archive of {len(self.names)} parts is no document", "unpack it and give the papers in it", code="CK915"
            )

    def read(self, name: str) -> bytes | None:
        """Return a part, None where there is none.

        Raises:
            UnreadableInput: the part is locked, damaged, or unpacks to more than a document holds.
        """
        if name not in self.names:
            return None
        info = self._zip.getinfo(name)
        if info.flag_bits & 1:
            raise UnreadableInput(self.source, f"{name} is locked with a password", "save the document without one", code="CK914")
        most = min(_MOST_BYTES, max(20_000_000, _RATIO * info.compress_size))
        try:
            with self._zip.open(info) as part:
                data = part.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise UnreadableInput(self.source, f"{name} is damaged or cut short", "get the whole file", code="CK911") from error
        if len(data) > most:
            raise UnreadableInput(
                self.source,
                f"{name} unpacks to far more than a document holds: a ZIP bomb?",
                "open it in an office program and save it anew",
                code="CK915",
            )
        return data

    def xml(self, name: str) -> tuple[_Element | None, tuple[Diagnostic, ...]]:
        """Return the root of a part, None where there is none or nothing can be read of it, and what was noticed."""
        data = self.read(name)
        return (None, ()) if data is None else parse_xml(data, self.source, part=name)


def parse_xml(data: bytes, source: str, *, part: str = "") -> tuple[_Element | None, tuple[Diagnostic, ...]]:
    """Parse XML without entities, DTD or network; what is broken is read as far as it goes, and said."""
    from lxml import etree

    def parser(*, recover: bool) -> etree.XMLParser:
        return etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover, remove_comments=True, remove_pis=True
        )

    line, column = 0, 0
    try:
        return etree.fromstring(data, parser(recover=False)), ()
    except etree.XMLSyntaxError as error:
        line, column = error.position
        said = str(error.msg)
    except ValueError as error:  # a text that names an encoding and has another
        said = str(error)
    try:
        root = etree.fromstring(data, parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        root = None
    where = f"{part}: " if part else ""
    remedy = "what stands before it was read" if root is not None and len(root) else "nothing could be read; get the whole file"
    message = f"{where}the XML is broken ({said.splitlines()[0][:160]}); {remedy}"
    severity: Severity = "warning" if root is not None and len(root) else "error"
    return root, (Diagnostic(code="CK912", severity=severity, message=message, source=source, line=max(0, line), column=max(0, column)),)
