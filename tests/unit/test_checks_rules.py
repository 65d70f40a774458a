"""What the rules leave in peace, and what they find beyond their own examples."""

from __future__ import annotations

import datetime

import pytest

from citekit.checks import Settings, check, open_project

RUSSIAN = (
    "Иванов И. И. Реформа местного управления // Вестник. 2015. № 2. С. 45–58. DOI: 10.1000/v.2015.45",
    "Рязанцев С. В. Трудовая миграция. М.: Наука, 2018. 240 с.",
    "Сидоров А. Б. Политика памяти // Полис. 2019. № 3. С. 101–115.",
    "Smith J. The Theory of Borders // Mind. 2010. Vol. 119, no. 4. P. 12–30.",
)
ROMANISED = (
    "Ivanov I. I. Reforma mestnogo upravleniya [Reform of local government]. Vestnik, 2015, no. 2, pp. 45–58. DOI: 10.1000/v.2015.45",
    "Ryazantsev S. V. Trudovaya migratsiya [Labour migration]. Moscow, Nauka Publ., 2018, 240 p.",
    "Sidorov A. B. Politika pamyati [Politics of memory]. Polis, 2019, no. 3, pp. 101–115.",
    "Smith J. The Theory of Borders. Mind, 2010, vol. 119, no. 4, pp. 12–30.",
)
TEXT = "Как показано в работах [1; 2], затем [3, с. 103] и [4], дело идёт.\n\n"


def listed(heading, references, *, numbered=True):
    return heading + "\n\n" + "".join(f"{n}. {r}\n" if numbered else f"{r}\n" for n, r in enumerate(references, 1)) + "\n"


def found(folder, *select, journal="", today=None, **files):
    paths = []
    for name, text in files.items():
        stem, _, ending = name.rpartition("_")
        path = folder / f"{stem}.{ending}"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    if journal:
        (folder / "j.toml").write_text(f'title = "J"\n{journal}', encoding="utf-8")
        journal = str(folder / "j.toml")
    project = open_project(paths)
    project.today = today or datetime.date(2026, 5, 5)
    return [(f.code, f.line, f.message) for f in check(project, Settings(select=select, journal=journal)).findings]


def codes(*arguments, **files):
    return [code for code, _, _ in found(*arguments, **files)]


def test_two_lists_that_agree_are_left_in_peace(tmp_path):
    assert found(tmp_path, paper_txt=TEXT + listed("Литература", RUSSIAN) + listed("References", ROMANISED)) == []


def test_a_second_list_by_its_own_alphabet_may_have_its_own_order(tmp_path):
    text = listed("Литература", RUSSIAN, numbered=False) + listed("References", (ROMANISED[3], *ROMANISED[:3]), numbered=False)
    assert codes(tmp_path, "CK3", paper_txt=text) == []


def test_a_list_by_gost_may_be_called_references(tmp_path):
    english = [f"Smith J. Book number {n} // Mind. 20{n}. Vol. {n}. P. {n}–{n + 5}." for n in range(10, 16)]
    assert codes(tmp_path, "CK4", paper_txt=listed("References", english)) == []


def test_the_works_of_the_second_list_need_no_citation_and_are_no_duplicates(tmp_path):
    text = TEXT + listed("Литература", RUSSIAN) + listed("References", ROMANISED)
    assert codes(tmp_path, "CK502", "CK7", paper_txt=text) == []
    assert len(codes(tmp_path, "CK502", paper_txt=text.replace(" и [4]", ""))) == 1


def test_a_missing_work_is_found_once_and_not_at_every_number_after_it(tmp_path):
    text = TEXT + listed("Литература", RUSSIAN) + listed("References", (ROMANISED[0], *ROMANISED[2:]))
    assert codes(tmp_path, "CK3", paper_txt=text) == ["CK302", "CK301", "CK303"]


def test_the_profile_says_whether_a_transliteration_may_stand_alone(tmp_path):
    bare = tuple(r.split(" [")[0] + r.split("]")[-1] for r in ROMANISED[:3])
    text = TEXT + listed("Литература", RUSSIAN[:3]) + listed("References", bare)
    plan = 'lists = "two"\n[first]\nstyle = "gost-7.0.5"\n[second]\nstyle = "references"\noptions = {{title = "{}"}}\n'
    assert codes(tmp_path, "CK306", paper_txt=text) == []  # the list has no English titles at all: its own custom
    assert codes(tmp_path, "CK306", journal=plan.format("translit"), paper_txt=text) == []
    assert codes(tmp_path, "CK306", journal=plan.format("translit+en"), paper_txt=text) == ["CK306"] * 3


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("2015, no. 2", "2016, no. 2", "CK304"),
        ("no. 3, pp. 101", "no. 4, pp. 101", "CK304"),
        ("10.1000/v.2015.45", "10.1000/v.2015.46", "CK305"),
        ("Vestnik, 2015", "// Vestnik, 2015", "CK401"),
        ("no. 3, pp.", "№ 3, pp.", "CK402"),
        ("240 p.", "240 с.", "CK402"),
        ("Nauka Publ.", "«Nauka»", "CK403"),
        ("Moscow, Nauka Publ.", "M.: Nauka", "CK404"),
        ("Polis, 2019", "Полис, 2019", "CK406"),
    ],
)
def test_one_slip_in_the_second_list_is_one_finding_at_its_line(tmp_path, before, after, code):
    text = TEXT + listed("Литература", RUSSIAN) + listed("References", ROMANISED)
    wrong = after.join(text.rsplit(before, 1))
    assert wrong != text
    findings = [(c, wrong.splitlines()[line - 1]) for c, line, _ in found(tmp_path, paper_txt=wrong)]
    assert [c for c, _ in findings] == [code]
    assert after in findings[0][1]


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [("С. 45–58", "pp. 45–58", "CK405"), ("№ 3", "no. 3", "CK405"), ("240 с.", "240 p.", "CK405"), ("С. 101", "C. 101", "CK102")],
)
def test_one_slip_in_a_russian_reference_is_one_finding(tmp_path, before, after, code):
    text = TEXT + listed("Литература", RUSSIAN)
    assert codes(tmp_path, paper_txt=text) == []
    assert codes(tmp_path, paper_txt=text.replace(before, after)) == [code]


def test_numbers_are_held_to_the_order_of_citation_only_where_the_list_has_it(tmp_path):
    works = ("Яковлев Я. Я. Право. М.: Наука, 2018. 240 с.", *RUSSIAN[:3], "Белов Б. Б. Порядок. СПб.: Питер, 2016. 80 с.")
    text = "Одно [1], другое [2], третье [5], ещё [4] и [3].\n\n"
    assert codes(tmp_path, "CK505", paper_txt=text + listed("Литература", works)) == []  # no order was meant
    text = "Одно [1], другое [2], третье [4], ещё [3] и [5], снова [1].\n\n"
    (finding,) = found(tmp_path, "CK505", paper_txt=text + listed("Литература", works))
    assert finding[2].startswith("4 is first cited here, before 3")
    assert codes(tmp_path, "CK505", paper_txt=text + listed("Литература", sorted(works))) == []  # by the alphabet
    asked = '[first]\nstyle = "gost-7.0.5"\norder = "appearance"\n'
    assert codes(tmp_path, "CK505", journal=asked, paper_txt=text + listed("Литература", sorted(works))) == ["CK505"]


def test_a_repeat_after_one_work_is_left_in_peace_and_one_after_none_is_found(tmp_path):
    text = "Одно¹, другое² и третье³.\n\n{}\n\n" + listed("Литература", RUSSIAN)
    good = "¹ Иванов И. И. Реформа местного управления // Вестник. 2015. № 2. С. 45–58.\n² Там же. С. 46.\n³ Сидоров А. Б. Политика памяти // Полис. 2019. № 3. С. 101–115."
    assert codes(tmp_path, "CK506", paper_txt=text.format(good)) == []
    assert codes(tmp_path, "CK506", paper_txt=text.format("¹ Там же. С. 5.\n" + "\n".join(good.splitlines()[::2][1:]))) == ["CK506"]


def test_a_work_cited_twice_at_two_places_is_left_in_peace(tmp_path):
    text = listed("Литература", RUSSIAN)
    assert codes(tmp_path, "CK507", paper_txt="Дело [1, с. 46; 2; 1, с. 50] идёт [3; 4].\n\n" + text) == []
    assert codes(tmp_path, "CK507", paper_txt="Дело [1; 2; 1] идёт [3; 4].\n\n" + text) == ["CK507"]


BIB = "".join(
    f"@article{{k{n}, author={{{author}, {first}}}, title={{Дело номер {n}}}, journal={{Вестник}}, year={year}{doi}}}\n"
    for n, (author, first, year, doi) in enumerate(
        [
            ("Иванов", "И. И.", 2024, ", doi={10.1000/1}"),
            ("Иванов", "П. П.", 2023, ""),
            ("Петров", "П.", 2001, ""),
            ("Smith", "J.", 1990, ""),
        ]
    )
)
PAPER = "---\ntitle: О деле\nauthor: Иван Иванов\n---\n\nКак [@k0; @k1; @k2; @k3].\n"


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ("items = [0, 4]", ""), ("items = [0, 3]", "CK601"), ("items = [5, 0]", "CK601"),
        ("younger = [10, 0.5]", ""), ("younger = [10, 0.6]", "CK602"),
        ("self_citations = 0.25", ""), ("self_citations = 0.2", "CK603"),
        ("doi = 0.25", ""), ("doi = 0.3", "CK604"), ('banned = ["thesis"]', ""), ('banned = ["article-journal"]', "CK606"),
    ],
)  # fmt: skip
def test_a_journals_limit_is_a_limit_and_its_bound_is_within(tmp_path, limits, code):
    journal = f'[first]\nstyle = "gost-7.0.5"\n[limits]\n{limits}\n'
    assert set(codes(tmp_path, "CK6", journal=journal, refs_bib=BIB, paper_md=PAPER)) == ({code} if code else set())


def test_only_what_the_manuscript_cites_is_in_its_list(tmp_path):
    journal = '[first]\nstyle = "gost-7.0.5"\n[limits]\nitems = [0, 3]\n'
    assert codes(tmp_path, "CK6", journal=journal, refs_bib=BIB, paper_md=PAPER.replace("; @k3", "")) == []


@pytest.mark.parametrize(
    "clean",
    [
        "@article{a, author={Иванов, И. И. and Петров, П. П.}, title={Дело}, journal={Вестник}, year=2020}",
        "@book{a, author={Иванов, Иван and others}, title={Дело}, date={2020-05}, mytitle={x}, tags={a}}",
        "@book{a, author={Smith, Jr., John and van der Berg, A.}, title={Things}, year={in press}}",
        "@inproceedings{a, title={Дело}, crossref={b}}\n@proceedings{b, title={Труды}, year={[1999]}}",
        "@online{a, title={Дело}, url={https://example.org/news?sid=145&page=2}, urldate={2024-02-29}}",
        "@misc{a, note={accessed 29.02.2024; version 1.2.2024.5}, pages={123--8, e12--e5, XII--IX}}",
        "@article{a, title={On Ðord and Ñandu}, journal={ÀÉÎ}, year=1999}",
        "@book{a, title={کتاب می‌خواهم}, year=2020}",
        "@book{a, author={{ООО «Ромашка», отдел И. И.}}, title={Устав}, year=2020}",
    ],
)
def test_what_is_right_in_a_bib_is_left_in_peace(tmp_path, clean):
    assert found(tmp_path, refs_bib=clean) == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("@article{a, author={Иванов И.И., Петров П.П.}, title={Дело}, journal={Вестник}, year=2020}", "CK923"),
        ("@article{a, author={И. И. Иванов; П. П. Петров}, title={Дело}, journal={Вестник}, year=2020}", "CK923"),
        ("@book{a, author={Smith, J. et al.}, title={Things}, year=2020}", "CK924"),
        ("@book{a, athor={Smith, J.}, title={Things}, year=2020}", "CK922"),
        ("@artcle{a, title={Things}}", "CK922"),
        ("@book{a, title={Things}}", "CK921"),
        ("@book{a, title={Things}, year=20203}", "CK206"),
        ("@book{a, title={Things}, year=2020, note={accessed 30.02.2020}}", "CK206"),
        ("@book{a, title={Things}, year=2020, edn={ABCD}}", "CK205"),
        ("@book{a, title={Things}, year=2020, url={http://localhost:8080/x}}", "CK208"),
        ("@book{a, title={Things}, year=2020, url={https://sci-hub.se/10.1000/x}}", "CK208"),
        ("@book{a, title={Äåëî Èâàíîâà}, year=2020}", "CK105"),
    ],
)
def test_one_slip_in_a_bib_is_one_finding(tmp_path, wrong, code):
    assert set(codes(tmp_path, refs_bib=wrong)) == {code}
