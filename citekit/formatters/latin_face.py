"""The Latin face of a record for the romanised list: names, titles, source, imprint, and what could not be found for it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from citekit.formatters.draft import clean, item_language
from citekit.formatters.richtext import RichText, rich
from citekit.formatters.romanised import CYRILLIC, has_cyrillic, romanised, romaniser
from citekit.language.typography import spaced_initials
from citekit.model import Diagnostic, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from citekit.model import Severity

__all__ = ["LatinFace", "latin_face", "reference_table"]

# «Изд-во», «Издательский дом», «ООО»: what stands before a publisher's name and is no part of it.
_HOUSE = re.compile(
    r"(?:(?:гос(?:ударственное|\.)?\s+)?изд(?:ательство|ательский дом|ательский центр|-во|\.)(?:[- ](?:дом|центр|во)\b\.?)?|ид|иц|ооо|зао|оао|ао)\s+",
    re.IGNORECASE,
)
_BODY = re.compile(r"ун-т|университет|институт|ин-т|академи|центр|колледж|библиотек|комитет|министерств|\b[А-ЯЁ]{3,}\b")
_ENGLISH_HOUSE = re.compile(r"Press|House|University|Publisher|Academy|Branch", re.IGNORECASE)
_DESIGNATION = re.compile(r"\s*\[(?:Электронный ресурс|Текст)\]|\s*:\s*\[?(?:офиц(?:иальный|\.)? )?сайт\]?$", re.IGNORECASE)
_TRANSLATED = re.compile(r"\bпер\.|перевод|перев\.", re.IGNORECASE)


class LatinFace(msgspec.Struct, frozen=True, kw_only=True):
    """What the romanised list prints of a record. ``record`` has its other fields in Latin letters.

    ``title`` and ``source`` are set as the options ask, ``remark`` is «(In Russ.)» in the language's own case.
    """

    record: Record
    title: RichText
    source: RichText
    place: str = ""
    publisher: str = ""
    remark: str = ""
    cyrillic: bool = False
    findings: tuple[Diagnostic, ...] = ()


@cache
def reference_table() -> dict[str, Any]:
    """Return the tables of ``references.toml``."""
    import tomllib
    from importlib.resources import files

    return tomllib.loads((files(__package__) / "references.toml").read_text(encoding="utf-8"))


def _key(text: str) -> str:
    return " ".join(re.sub(r"[«»„“”\"'.,]", " ", text.casefold()).split())


def _words(text: str, language: str) -> str:
    """Return a title without what only GOST prints in it: the blank before a colon, «: сайт», «[Электронный ресурс]»."""
    return _DESIGNATION.sub("", clean(text, language)).replace(" : ", ": ").strip()


class _Face:
    """A face being made: the record, the options, what was noticed."""

    def __init__(self, record: Record, options: Mapping[str, str]) -> None:
        self.options, self.record = options, record
        self.language = item_language(record)[0]
        self.cyrillic = self.language in CYRILLIC and any(
            has_cyrillic(text) for text in (record.title, record.container_title, *(str(n) for n in record.creators))
        )
        self.romanise: Callable[[str], str] = romaniser(options["scheme"], signs=options["signs"], yo=options["yo"], language=self.language)
        self.findings: list[Diagnostic] = []

    def note(self, code: str, severity: Severity, message: str) -> None:
        self.findings.append(Diagnostic(code=code, severity=severity, message=message, record=self.record.id))

    def english(self, field: str) -> tuple[str, str]:
        """Return the English face of ``title`` or ``container_title`` and how it came to be: own, official, translation, or nothing."""
        record = self.record
        if field == "title" and record.custom.translated_title and not has_cyrillic(record.custom.translated_title):
            return clean(record.custom.translated_title, "en"), "own"
        for kind in ("official", "translation"):
            for variant in record.variants:
                text = getattr(variant.record, field)
                if variant.kind == kind and variant.language.startswith("en") and text and not has_cyrillic(text):
                    return clean(text, "en"), kind
        return "", ""

    def title(self, latin: str) -> RichText:
        italic = not self.record.container_title
        if not has_cyrillic(self.record.title):
            return rich(latin, "title", italic=italic)
        english, kind = self.english("title")
        wanted = self.options["title"]
        if not english and wanted != "translit":
            self.note("FM301", "warning", "the title has no English face: the transliteration stands alone; give custom.translated-title")
        if kind == "translation" and wanted != "translit":
            self.note("FM302", "info", "the English title is a translation that the publisher has not confirmed")
        if not english or wanted == "translit":
            return rich(latin, "title", italic=italic)
        if wanted == "en" or (wanted == "official" and kind == "official"):
            return rich(english, "title", italic=italic)
        bracketed = rich(f"[{english}]", "translated-title")
        return bracketed if wanted == "[en]" else rich(latin, "title", italic=italic) + " " + bracketed

    def source(self, latin: str) -> RichText:
        if not latin or not has_cyrillic(self.record.container_title):
            return rich(latin, "container-title", italic=True)
        wanted = self.options["source"]
        english, _ = self.english("container_title")
        if wanted == "translit":
            return rich(latin, "container-title", italic=True)
        if not english:
            self.note("FM304", "info", "the source has no English name of its own: it is transliterated")
            return rich(latin, "container-title", italic=True)
        if wanted == "en":
            return rich(english, "container-title", italic=True)
        if wanted == "translit=en":
            return rich(f"{latin} = {english}", "container-title", italic=True)
        return rich(latin, "container-title", italic=True) + " " + rich(f"[{english}]", "container-title")

    def place(self, place: str) -> str:
        parts = [part.strip() for part in re.split(r"\s*[;,]\s*|\s+[–—]\s+", place) if part.strip()]
        return ", ".join(dict.fromkeys(self._one_place(part) for part in parts))

    def _one_place(self, place: str) -> str:
        place = place.strip("[]")
        if not has_cyrillic(place):
            return place
        known = reference_table()["places"].get(_key(place).replace(" / ", "/"))
        if known:
            return str(known)
        return self.romanise(re.sub(r"[ьъ]", "", place)).rstrip(".")

    def publisher(self, publisher: str) -> str:
        if not publisher or not has_cyrillic(publisher):
            return publisher
        name = _HOUSE.sub("", publisher.strip(), count=1).strip('«»„“”" ') or publisher
        known = reference_table()["publishers"].get(name.casefold().strip()) or reference_table()["publishers"].get(_key(name))
        if known is None and _BODY.search(publisher):
            self.note("FM305", "info", f"the English name of {publisher!r} is not known: it is transliterated")
        latin = known or self.romanise(name)
        return latin if _ENGLISH_HOUSE.search(latin) or self.options["publ"] == "off" else f"{latin} Publ."

    def imprint(self) -> tuple[str, str]:
        pairs = self.record.custom.imprint or ((self.record.publisher_place, self.record.publisher),)
        places = dict.fromkeys(self.place(place) for place, _ in pairs if place)
        # Several publishers stand with GOST's « : » between them.
        publishers = dict.fromkeys(self.publisher(one) for _, several in pairs if several for one in several.split(" : "))
        return ", ".join(places), ", ".join(publishers)

    def remark(self) -> str:
        note, names = self.options["note"], reference_table()["languages"]
        language = self.language if self.cyrillic else ("ru" if re.search(r"\b[Ii]n Russ", self.record.note) else "")
        if not note or language not in names:
            return ""
        short, full = names[language]
        return note.replace("Russian", full).replace("Russ.", short)

    def made(self) -> LatinFace:
        record = self.record
        words = {f: _words(t, self.language) for f in ("title", "container_title", "genre", "volume_title") if (t := getattr(record, f))}
        whole = msgspec.structs.replace(record, **words)
        latin = romanised(whole, self.romanise, initials=spaced_initials)
        if self.cyrillic and record.author and (record.translator or _TRANSLATED.search(record.custom.responsibility)):
            self.note(
                "FM303",
                "warning",
                "a translated work: its foreign authors are to be printed in their own spelling, not transliterated back",
            )
        place, publisher = self.imprint()
        return LatinFace(
            record=latin,
            title=self.title(latin.title),
            source=self.source(latin.container_title),
            place=place,
            publisher=publisher,
            remark=self.remark(),
            cyrillic=self.cyrillic,
            findings=tuple(self.findings),
        )


def latin_face(record: Record, options: Mapping[str, str]) -> LatinFace:
    """Return a record's Latin face under the options of the style ``references``.

    Nothing is translated: English words come from the record (its bracketed title, its variants) or from the
    tables of places and publishers; where there are none, the transliteration stands and a finding (FM3xx) says so.
    """
    return _Face(record, options).made()
