"""What the codes of this room's diagnostics mean."""

from __future__ import annotations

__all__ = ["CODES"]

CODES = {
    "FT001": "a format cannot hold a field of a record as it is",
    # CSL-JSON and CSL-YAML
    "FT101": "the JSON is broken from here on; the items before were read",
    "FT102": "a value has the wrong shape; it is kept as it is and not used",
    "FT103": "a value has an unusual shape; it was read all the same",
    "FT104": "a name stands twice in one object, or a value is none of JSON's",
    # BibTeX and BibLaTeX
    "FT201": "an entry is broken; what could still be read was read",
    "FT202": "a key stands more than once; all its entries are kept",
    "FT203": "a field stands twice in one entry; the first counts",
    "FT204": "names cannot be taken apart; they are kept as one",
    "FT205": "a crossref or xdata names no entry, or leads back to itself",
    "FT206": "no @string has this name; it was read as the text itself",
    "FT207": "an entry has no key",
    "FT208": "an entry is commented out with %, which BibTeX does not heed",
    # RIS
    "FT301": "a line stands outside of any record",
    "FT302": "a record has no ER",
    "FT303": "TY names no type of RIS",
    # NBIB
    "FT401": "a line has no tag and carries no value on",
    "FT402": "a record has neither title, authors, journal nor number",
    # EndNote XML
    "FT502": "the XML is broken from here on; the records before were read",
    "FT503": "the file declares entities, which are not resolved",
    # CSV
    "FT601": "a row has more or fewer cells than the first line names columns",
    "FT602": "the CSV is broken from here on",
    # Crossref
    "FT802": "a value of a work has the wrong shape; it is kept as it is and not used",
    "FT803": "a value of a work has an unusual shape; it was read all the same",
}
