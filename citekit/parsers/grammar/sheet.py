"""The working sheet of one reference while its structure is read: text, atoms, marks, and the pieces found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from citekit.parsers.fields.names import match_names
from citekit.parsers.grammar.marks import BLANK, Mark, blanked, find_marks
from citekit.parsers.patterns import pattern

if TYPE_CHECKING:
    from citekit.parsers.atoms import Atom
    from citekit.parsers.normalise import Normalised

__all__ = ["ATOM_LABELS", "Piece", "Sheet"]

SURE, LIKELY, GUESS = 0.99, 0.9, 0.6

ATOM_LABELS = {
    "doi": "doi", "url": "url", "edn": "edn", "isbn": "isbn", "issn": "issn", "accessed": "accessed", "medium": "medium", "site_mark": "medium",
    "software_mark": "medium", "language_note": "language_note", "url_lead": "url_lead", "no_date": "date", "arxiv": "url", "pmid": "url",
    "pmcid": "url", "orcid": "note", "file": "note",
}  # fmt: skip


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A stretch of the clean text with its label (see :mod:`citekit.parsers.labelling.labels`) and how sure it is."""

    label: str
    start: int
    end: int
    confidence: float = SURE


class Sheet:
    """What is known of one reference so far. ``work`` is the text with its atoms blanked, same length."""

    def __init__(self, reference: Normalised, atoms: tuple[Atom, ...]) -> None:
        self.reference = reference
        self.text = reference.text
        self.atoms = atoms
        self.work = blanked(reference.text, atoms)
        lead = _LEAD.match(self.work)
        self.start = lead.end() if lead else 0
        self.pieces: list[Piece] = []
        if "by " in self.work or "rans." in self.work or "d. " in self.work or "ds. " in self.work:
            self._said_by()
        self.marks: tuple[Mark, ...] = find_marks(self.work)
        for atom in atoms:
            if atom.end > atom.start:
                self.pieces.append(Piece(ATOM_LABELS[atom.kind], atom.start, atom.end, SURE))

    def _said_by(self) -> None:
        """Note «edited by Jane Doe», «Translated by Alan Sheridan» in the middle of a description, and blank it."""
        for match in _SAID_BY.finditer(self.work):
            names = match_names(self.text, match.end(), strict=False)
            if names is None or not _BEHIND_NAMES.match(self.text, names.end):
                continue
            role = match["role"].casefold()
            label = "translator" if role.startswith("trans") else "compiler" if role.startswith("comp") else "editor"
            self.add("editor_role", match.start("role"), match.end("role"))
            self.add(label, match.end(), names.end)
            end = names.end + (self.text[names.end : names.end + 1] == ",")
            self.work = self.work[: match.start("role")] + BLANK * (end - match.start("role")) + self.work[end:]

    def add(self, label: str, start: int, end: int, confidence: float = SURE) -> None:
        """Note a piece, without the blanks and separators at its ends."""
        text = self.text
        while start < end and text[start] in " ,;:–—-/\x00":
            start += 1
        while end > start and text[end - 1] in " ,;:–—-/\x00":
            end -= 1
        if end > start:
            self.pieces.append(Piece(label, start, end, confidence))

    def take(self, mark: Mark) -> None:
        """Note the parts of a mark."""
        for label, start, end in mark.parts:
            self.add(label, start, end)

    def atom_at_end(self, end: int) -> Atom | None:
        """Return the atom that ends at ``end``."""
        for atom in self.atoms:
            if atom.end == end and atom.start < end:
                return atom
        return None

    def mark_at_end(self, end: int) -> Mark | None:
        """Return the mark that ends at ``end``."""
        for mark in self.marks:
            if mark.end == end:
                return mark
        return None

    def has(self, *labels: str) -> bool:
        """Tell whether a piece with one of the labels is there."""
        return any(p.label in labels for p in self.pieces)

    def italic_at(self, place: int) -> tuple[int, int] | None:
        """Return the italic stretch that covers ``place``."""
        for start, end in self.reference.italics:
            if start <= place < end:
                return start, end
        return None

    def sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """Cut a stretch at its full stops; those of initials and abbreviations do not count."""
        cuts = []
        at = start
        for match in _STOP.finditer(self.work, start, end):
            before = self.work[start : match.start() + 1]
            if _is_abbreviated(before) and match[0][0] == ".":
                continue
            cuts.append((at, match.start() + 1))
            at = match.end()
        if at < end:
            cuts.append((at, end))
        return [(a, b) for a, b in cuts if self.work[a:b].strip(" .,;:–—-" + BLANK)]


_LEAD = pattern(
    r"\s*(?:(?:Подробнее\s|Об этом\s|См\.,?\s)?[Сс]м\.(?:\sтакже|,?\sнапр(?:имер|\.))?\s?:?|[Пп]одробнее(?:\sоб этом)?\s[Сс]м\.\s?:?|[Оо]б этом\sсм\.\s?:?|Цит\.\sпо\s?:|Ср\.\s?:|See(?:\salso|,\sfor example,)?:?|Cf\.|Quoted in:|For an overview see)\s+(?=[^\W_a-zа-яё]|[«\"“])"
)
_SAID_BY = pattern(
    r"(?:(?<=[.,(;])|(?<=[.,(;]\s))(?P<role>(?:[Ee]dited|[Tt]ranslated|[Cc]ompiled|[Tt]rans\.|[Ee]ds?\.|[Cc]omp\.)(?:\sand\s(?:[Tt]ranslated|[Ee]dited))?\sby|(?<=,\s)(?:trans|eds?)\.(?=\s[A-Z])|(?<=[a-z]{3}\.\s)(?:Trans|Eds?)\.(?=\s[A-Z]))\s+"
)
_BEHIND_NAMES = pattern(r"\s*(?:[.,;)(]|$)")
_STOP = pattern(
    r"[.?!…][”\"»]?(?:,?\s+(?:[–—-]\s+)?|(?=[–—]\s?))(?=[^\W_a-zа-яё]|[«\"“„(\[]|\d|[a-z](?=[A-Z])|[a-z0-9-]{2,40}\.(?:org|com|net|ru|info|gov|edu|io|kz|uz|kg|ua)\b)"
)
_ABBREVIATION = pattern(
    r"(?:^|[\s(\[«\"“.-])(?:[^\W\d_]|[A-ZА-Я][a-zа-я]|Mr|Mrs|Ms|Dr|St|Jr|Sr|vs|etc|cf|ca|eds?|No|Vol|pp|Inc|Ltd|Corp|Co|Dept|Univ|Int|Proc|Conf|Symp|Trans|Amer|Appl|Phys|Chem|Math|Sci|Res|Rev|Lett|Nat|Soc|Assoc|Acad|Am|Br|Eur|Ann|Bull|Comput|Eng|Technol|Med|Biol|Psychol|Econ|Environ|Manag|Educ|Stud|Hist|Philos|Jpn|Mech|Commun|Electron|Inform|Struct|Mater|Therm|Dyn|Opt|Astron|Astrophys|Geophys|Geol|Hydrol|Ecol|Agric|Vet|Microbiol|Immunol|Neurol|Neurosci|Oncol|Biochem|Genet|Zool|Bot|Syst|Softw|Netw|Intell|Mach|Autom|Inst|Natl|Arch|Abstr|Adv|Prog|Curr|Opin|Quart|Gaz|Stat|Probab|Theor|Numer|Anal|Geom|Elect|Ser|Suppl|Spec|Gen|Clin|Exp|Mol|Pharm|Pediatr|Surg|Cardiol|"
    r"им|акад|проф|доц|тов|гор|обл|р-н|ред|отв|науч|общ|сост|изд|вып|Вып|кн|гл|ст|ч|Ч|т|Т|тт|см|ср|напр|др|пр|св|Св|ул|гг|вв|тыс|млн|млрд|руб|экз|ил|табл|рис|рус|англ|нем|фр|лат|пер|авт|соавт|учеб|пособ|спец|фак|каф|ин-т|ун-т|Ун-т|ун-та|ин-та|гос|Гос|техн|техн|мед|физ|мат|хим|биол|ист|филол|филос|экон|юрид|пед|психол|социол|полит|соц|моск|Моск|рос|Рос|сам|Сам|сиб|урал|Вестн|вестн|Изв|изв|Тр|тр|Уч|зап|Сер|сер|Науч|сб|Сб|мех|Физ|Мат|Журн|журн|Бюл|бюл|докл|Докл|матер|материалы(?!)|конф|междунар|Междунар|всерос|Всерос|нац|фед|федер|респ|Респ|Вопр|вопр|Вычисл|сплош|мезомех|прикл|Прикл|теор|Теор|акад)\.$"
)


def _is_abbreviated(text: str) -> bool:
    """Tell whether a text that ends with a dot ends with an abbreviation or an initial."""
    return bool(_ABBREVIATION.search(text[-14:]))
