"""Script and language of a text, transliteration, typography, abbreviations, terms, name inflection."""

from citekit.language.script import language_of, mend_homoglyphs, script_of
from citekit.language.transliteration import SCHEMES, ascii_key, fold, transliterate

__all__ = ["SCHEMES", "ascii_key", "fold", "language_of", "mend_homoglyphs", "script_of", "transliterate"]
