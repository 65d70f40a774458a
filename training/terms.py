"""Words of reference lists by language: months, terms, roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

__all__ = ["MONTHS", "term"]

MONTHS = {
    "ru": {
        "nominative": "Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь".lower().split(),
        "genitive": ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"],
        "short": ["янв.", "февр.", "марта", "апр.", "мая", "июня", "июля", "авг.", "сент.", "окт.", "нояб.", "дек."],
    },
    "uk": {
        "nominative": [
            "січень",
            "лютий",
            "березень",
            "квітень",
            "травень",
            "червень",
            "липень",
            "серпень",
            "вересень",
            "жовтень",
            "листопад",
            "грудень",
        ],
        "genitive": [
            "січня",
            "лютого",
            "березня",
            "квітня",
            "травня",
            "червня",
            "липня",
            "серпня",
            "вересня",
            "жовтня",
            "листопада",
            "грудня",
        ],
        "short": ["січ.", "лют.", "берез.", "квіт.", "трав.", "черв.", "лип.", "серп.", "верес.", "жовт.", "листоп.", "груд."],
    },
    "en": {
        "nominative": [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        "genitive": [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        "short": ["Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."],
    },
}

_TERMS: dict[str, dict[str, list[str]]] = {
    "etal": {"ru": ["и др."], "uk": ["та ін."], "en": ["et al."], "romanised": ["et al."]},
    "volume": {"ru": ["Т."], "uk": ["Т."], "en": ["Vol."], "romanised": ["vol."]},
    "issue": {"ru": ["№"], "uk": ["№"], "en": ["No."], "romanised": ["no."]},
    "page": {"ru": ["С."], "uk": ["С."], "en": ["pp."], "romanised": ["pp."]},
    "numpages": {"ru": ["с."], "uk": ["с."], "en": ["p."], "romanised": ["p."]},
    "editors-before": {
        "ru": [
            "под ред.",
            "под ред.",
            "отв. ред.",
            "под общ. ред.",
            "науч. ред.",
            "под редакцией",
            "ред.",
            "гл. ред.",
            "редкол.:",
            "под науч. ред.",
            "ред. и сост.",
        ],
        "uk": ["за ред.", "відп. ред.", "за заг. ред.", "ред."],
        "en": ["edited by", "ed. by", "Ed. by", "eds.", "Eds.", "ed."],
        "romanised": ["ed. by", "pod red.", "ed.", "eds"],
    },
    "translators-before": {
        "ru": [
            "пер. с англ.",
            "пер. с нем.",
            "пер. с фр.",
            "пер. с англ. и предисл.",
            "перевод с английского",
            "пер.",
            "пер. с итал.",
            "пер. с англ. под ред.",
        ],
        "uk": ["пер. з англ.", "пер."],
        "en": ["translated by", "trans.", "Trans. by", "transl. by", "trans. and ed. by"],
        "romanised": ["transl. by", "per. s angl."],
    },
    "compilers-before": {
        "ru": ["сост.", "сост.", "авт.-сост.", "составители", "сост. и ред.", "сост., вступ. ст."],
        "uk": ["уклад.", "упоряд."],
        "en": ["comp. by", "compiled by", "comp."],
        "romanised": ["comp.", "comp. by"],
    },
    "ed": {"ru": ["ред.", "отв. ред.", "под ред."], "uk": ["ред."], "en": ["Ed.", "ed.", "Editor"], "romanised": ["Ed."]},
    "eds": {"ru": ["ред.", "ред.", "Ред."], "uk": ["ред."], "en": ["Eds.", "eds.", "Editors", "eds"], "romanised": ["Eds."]},
}


def term(name: str, language: str, chance: random.Random | None = None) -> str:
    """Return a language's word for a thing; ``chance`` chooses among the forms in use."""
    forms = _TERMS[name].get(language) or _TERMS[name]["en"]
    return chance.choice(forms) if chance else forms[0]
