"""Lists that citekit itself prints for a journal are clean by the rules, whatever the profile."""

from __future__ import annotations

import pytest

from citekit import formats
from citekit.checks import Settings, check, open_project
from citekit.formatters.journal import journal_lists, journal_names, read_journal
from citekit.formatters.render import render

BIB = """
@article{a, author={Белов, А. Б. and Горшков, С. З.}, title={Закрытые повреждения живота}, translatedtitle={Closed injuries of the abdomen},
  journal={Хирургия}, year={2015}, volume={5}, number={2}, pages={45--58}, doi={10.1000/h.2015.45}, langid={russian}}
@book{b, author={Иванов, И. И.}, title={Реформа местного управления}, translatedtitle={Reform of local government},
  publisher={Наука}, address={М.}, year={2018}, pagetotal={240}, langid={russian}}
@article{c, author={Рязанцев, С. В.}, title={Новые подходы к миграции}, translatedtitle={New approaches to migration},
  journal={Социологические исследования}, year={2020}, number={7}, pages={5--17}, langid={russian}}
@article{d, author={Сидоров, А. Б.}, title={Политика памяти в приграничье}, translatedtitle={Politics of memory in the borderland},
  journal={Полис}, year={2019}, number={3}, pages={101--115}, langid={russian}}
@book{e, author={Щербаков, Ю. Ю.}, title={Право и порядок в городе}, translatedtitle={Law and order in the city},
  publisher={Питер}, address={СПб.}, year={2017}, pagetotal={180}, langid={russian}}
@article{f, author={Brown, Alice}, title={The theory of borders}, journal={Mind}, year={2010}, volume={119}, number={4}, pages={12--30}, langid={english}}
@book{g, author={Smith, John and Jones, Carl}, title={Migration and the state}, publisher={Routledge}, address={London}, year={2014}, pagetotal={310}, langid={english}}
"""


@pytest.mark.parametrize("name", journal_names())
def test_what_citekit_prints_for_a_journal_is_clean_by_the_rules(tmp_path, name):
    lists = journal_lists(formats.read(BIB, "bibtex").records, read_journal(name))
    paper = tmp_path / "paper.txt"
    paper.write_text("Введение\n\nТекст.\n\n" + "\n\n".join(str(render(one, "text")) for one in lists), encoding="utf-8")
    findings = check(open_project([str(paper)]), Settings(journal=name, ignore=("CK8",))).findings
    assert [(f.code, f.line, f.message) for f in findings] == []
