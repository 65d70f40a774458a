"""Reference lists in every shape that papers and their conversions print."""

import pytest

from citekit.documents import document_of_text
from citekit.parsers import extract

RU = (
    "Абросимова Л. П. Основы степного земледелия. М. : Колос, 2003. 214 с.",
    "Бердников Н. К., Юшкова Т. А. Влияние засухи на урожай проса // Аграрная наука. 2011. Т. 4, № 2. С. 17–25.",
    "Горностаева В. И. Почвы Заволжья: опыт районирования // Вестник Самарского общества. 2015. № 7. С. 3–11.",
    "Дубинин О. С. Ветровая эрозия в сухой степи : дис. ... канд. геогр. наук. Саратов, 1998. 167 с.",
    "Ермолаев К. К. Снегозадержание и влага [Электронный ресурс]. URL: https://steppe.example.org/snow (дата обращения: 03.04.2020).",
    "Журавский П. М. О границе леса и степи // Известия географического кружка. 1987. Вып. 12. С. 44–58.",
)
EN = (
    "Abbott, L. (2004). Grain prices and rainfall on the plains. Journal of Dry Farming, 12(3), 45-61.",
    "Barlow, K. T., & Quine, R. (2011). Shelter belts revisited. Annals of Steppe Research, 7(1), 1-19. https://doi.org/10.1234/asr.2011.07",
    "Corrigan, M. (1999). The dust years: A history of wind. Lawrence: Prairie University Press.",
    "Delgado, P., Stone, A., & Wu, H. (2018). Snow cover and spring wheat. Field Studies, 33, 201-215.",
    "Eastman, O. (2020). Soil maps online. Retrieved from https://soils.example.org/maps",
    "Fenwick, J. (1987). On the edge of the forest. Ecology of Borders, 2(4), 77-90.",
)
PROSE_RU = (
    "Степь всегда была местом, в котором земледелец зависит от погоды больше, чем от собственного труда, и это хорошо известно.\n\n"
    "В последние годы было показано, что снегозадержание может помочь, если его применять вместе с лесными полосами.\n\n"
)
PROSE_EN = (
    "The steppe has always been a place where farmers depend on the weather more than they would like, and this is well known.\n\n"
    "It has been shown in recent years that shelter belts can help when they are planted together with grasses.\n\n"
)


def raws(text, kind="bibliography"):
    return [r.raw for r in extract(document_of_text(text, source="paper.txt")).references if r.kind == kind]


def wrapped(text, width, hanging=""):
    words, lines = text.split(), [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(hanging)
        lines[-1] = f"{lines[-1]} {word}" if lines[-1].strip() else lines[-1] + word
    return "\n".join(lines)


@pytest.mark.parametrize(
    "heading",
    [
        "Литература", "ЛИТЕРАТУРА:", "Список литературы.", "СПИСОК ИСПОЛЬЗОВАННЫХ ИСТОЧНИКОВ И ЛИТЕРАТУРЫ", "5. Список литературы", "## **Литература**", "Библиографический список",
        "Список использованных\nисточников", "Л И Т Е Р А Т У Р А", "Литература / References", "<b>Литература</b>", "ПЕРЕЛІК ДЖЕРЕЛ ПОСИЛАННЯ", "Пристатейный библиографический список",
        r"\section*{Список литературы}",
    ],
)  # fmt: skip
def test_a_list_is_found_under_the_headings_that_papers_use(heading):
    assert raws(PROSE_RU + heading + "\n\n" + "\n".join(f"{n}. {r}" for n, r in enumerate(RU, 1))) == list(RU)


@pytest.mark.parametrize(
    "heading",
    ["References", "REFERENCES", "VII. References", "Works Cited", "Literature Cited", "**Bibliography**", "References:", "Reference list"],
)
def test_an_english_list_is_found_under_its_headings(heading):
    assert raws(PROSE_EN + heading + "\n\n" + "\n\n".join(EN)) == list(EN)


@pytest.mark.parametrize("mark", ["{}. ", "{}.", "[{}] ", "{}) ", "({}) ", "{}.\t", "**{}.** ", r"\[{}\] ", "- ", "• ", "* ", "– ", ""])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_marks_part_the_references_and_are_taken_off(mark, between):
    text = PROSE_RU + "Литература\n\n" + between.join(mark.format(n) + r for n, r in enumerate(RU, 1))
    assert raws(text) == list(RU)


def test_a_number_without_a_dot_is_a_mark_where_it_counts():
    text = PROSE_EN + "References\n\n" + "\n\n".join(f"{n} {r}" for n, r in enumerate(EN, 1))
    assert raws(text) == list(EN)


def test_numbers_in_a_symbol_font_are_read():
    hidden = ["".join(chr(0xF000 + ord(c)) for c in f"{n}.") for n in range(1, 7)]
    assert raws(PROSE_RU + "Литература\n\n" + "\n".join(f"{h} {r}" for h, r in zip(hidden, RU, strict=True))) == list(RU)


def test_a_private_bullet_of_a_font_is_a_mark():
    assert raws(PROSE_RU + "Литература\n\n" + "\n".join(f"\uf0b7 {r}" for r in RU)) == list(RU)


def test_a_number_alone_on_its_line_belongs_to_the_next_line():
    assert raws(PROSE_RU + "Литература\n\n" + "\n".join(f"{n}.\n{r}" for n, r in enumerate(RU, 1))) == list(RU)


def test_the_list_s_own_number_is_kept():
    document = document_of_text("References\n\n" + "\n".join(f"[{n}] {r}" for n, r in enumerate(EN, 1)), source="p.txt")
    assert [r.number for r in extract(document).references] == [f"[{n}]" for n in range(1, 7)]


@pytest.mark.parametrize("width", [48, 60, 76, 100])
@pytest.mark.parametrize("hanging", ["", "    "])
@pytest.mark.parametrize("mark", ["", "{}. "])
def test_broken_lines_are_joined_with_one_blank(width, hanging, mark):
    text = PROSE_RU + "Литература\n\n" + "\n".join(wrapped(mark.format(n) + r, width, hanging) for n, r in enumerate(RU, 1))
    assert raws(text) == list(RU)


def test_a_first_line_indent_parts_references_as_well_as_a_hanging_one():
    text = PROSE_EN + "References\n\n" + "\n".join("    " + wrapped(r, 60) for r in EN)
    assert raws(text) == list(EN)


def test_a_line_that_begins_with_the_figure_of_a_page_or_volume_is_no_new_reference():
    text = "Литература\n\n1. Абросимова Л. П. О просе // Нивы. Т.\n2. С. 15–20.\n2. Бердников Н. К. О ржи. М. : Колос,\n2003. 214 с.\n3. Горностаева В. И. Почвы. Саратов, 1998. С.\n47.\n4. Дубинин О. С. Ветры. М., 2001. 90 с."
    assert [r[:12] for r in raws(text)] == ["Абросимова Л", "Бердников Н.", "Горностаева ", "Дубинин О. С"]
    assert raws(text)[0].endswith("Нивы. Т. 2. С. 15–20.")
    assert raws(text)[2].endswith("С. 47.")


def test_a_list_in_one_paragraph_is_cut_at_its_numbers():
    text = PROSE_RU + "Литература: " + " ".join(f"{n}. {r}" for n, r in enumerate(RU, 1)) + "\n"
    assert raws(text) == list(RU)


def test_a_number_inside_a_line_begins_the_reference_that_is_missing():
    lines = [f"{n}. {r}" for n, r in enumerate(RU, 1)]
    text = "Литература\n\n" + "\n\n".join([*lines[:2], lines[2] + " " + lines[3], *lines[4:]])
    assert raws(text) == list(RU)


def test_references_parted_by_semicolons_in_one_paragraph_are_cut():
    assert raws(PROSE_RU + "Литература: " + "; ".join(r.rstrip(".") for r in RU[:4]) + ".\n")[:3] == [r.rstrip(".") for r in RU[:3]]


def test_numbers_may_start_again_under_a_heading_inside_the_list():
    text = (
        PROSE_RU + "Список литературы\n\n" + "\n\n".join(f"{n}. {r}" for n, r in enumerate(RU[:3], 1))
        + "\n\n2.1. Электронные издания\n\n" + "\n\n".join(f"{n}. {r}" for n, r in enumerate(RU[3:], 1))
    )  # fmt: skip
    assert raws(text) == list(RU)


def test_a_group_heading_inside_a_list_is_no_reference():
    text = "References\n\n" + "\n".join(EN[:3]) + "\n\nInternet sources\n\n" + "\n".join(EN[3:])
    assert raws(text) == list(EN)


def test_two_lists_of_a_paper_are_both_found():
    text = (
        PROSE_RU + "Литература\n\n" + "\n".join(f"{n}. {r}" for n, r in enumerate(RU, 1))
        + "\n\nReferences\n\n" + "\n".join(f"{n}. {r}" for n, r in enumerate(EN, 1)) + "\n\nСведения об авторах\n\nИванов Иван Иванович, доцент"
    )  # fmt: skip
    found = extract(document_of_text(text, source="p.txt"))
    assert [r.raw for r in found.references] == [*RU, *EN]
    assert [(one.heading, len(one.references)) for one in found.lists] == [("Литература", 6), ("References", 6)]


def test_an_entry_of_the_table_of_contents_is_no_list():
    contents = "Содержание\n\nВведение 3\nЛитература ........ 45\nСписок литературы 47\n\n"
    text = contents + PROSE_RU + "Список литературы\n\n" + "\n".join(RU)
    assert raws(text) == list(RU)


def test_a_heading_with_no_references_under_it_begins_no_list():
    assert raws("Contents\n\nIntroduction\n\nReferences\n\nAppendix\n\n" + PROSE_EN + "References\n\n" + "\n\n".join(EN)) == list(EN)
    assert raws("Литература\n\n" + PROSE_RU * 3) == []


@pytest.mark.parametrize(
    "after",
    [
        "Сведения об авторах\n\nПетров Пётр Петрович, доктор наук, профессор кафедры почвоведения, e-mail: petrov@example.org",
        "Поступила в редакцию 12.03.2019; принята к публикации 01.06.2019",
        "ПРИЛОЖЕНИЕ А. Карты районов\n\nТаблица 1. Осадки по годам: 2001 – 310 мм, 2002 – 290 мм",
        "Supplementary files\n\n1. Figure 1. Rainfall by year\n\nDownload (130KB)\n\n2. Figure 2. Snow by year",
        "© Petrov P., 2019",
        "Funding: the work was supported by the Steppe Fund, grant 12-04 of 2019.",
        "About the author\n\nPetr Petrov is a professor of soils at the Institute of the Steppe (since 2004).",
    ],
)
def test_what_stands_behind_the_list_is_left_out(after):
    text = PROSE_RU + "Литература\n\n" + "\n".join(f"{n}. {r}" for n, r in enumerate(RU, 1)) + "\n\n" + after + "\n"
    assert raws(text) == list(RU)


def test_prose_behind_a_list_without_any_heading_is_left_out():
    assert raws("Литература\n\n" + "\n\n".join(RU) + "\n\n" + PROSE_RU * 2) == list(RU)


def test_a_list_without_a_heading_is_found_by_its_references():
    assert raws(PROSE_RU * 2 + "\n".join(f"- {r}" for r in RU)) == list(RU)
    assert raws(PROSE_EN * 2 + "\n\n".join(f"{n}. {r}" for n, r in enumerate(EN, 1)) + "\n\n" + PROSE_EN) == list(EN)


BOOKS = (
    "Lister, G., and M. Johnson. 1980. Weather lore. Steppe University Press, Chester, Illinois, USA.",
    "Newall, Kenneth B. 1976. Pattern gardens: A historical critique from old times to our own days. Boston: Marlowe House.",
    "Wallis, Jennifer. 2004. Digging the soil: The imagination of the plough and of those who walk behind it. London: Ductworth.",
    "Zingara N. 1970. Vocabolario della pianura. Bologna: Zanichini.",
    "Nutter, D. (1980). Topics in Conditional Gardening. Dordrecht: D. Redel.",
)


def test_a_numbered_list_of_books_is_found_without_a_heading():
    entries = "\n".join(wrapped(f"{n}. {r}", 70) for n, r in enumerate(BOOKS, 1))
    assert raws(PROSE_EN + entries + "\n\nAbout the authors\n\nJane Harlow is a gardener.\n") == list(BOOKS)


def test_points_that_prose_counts_are_no_list():
    points = "\n".join(
        f"{n}. {p}"
        for n, p in enumerate(
            ("How long have you lived here?", "Where did you live in 2010?", "Do you plan to move?", "Why is that so?", "Who told you?"), 1
        )
    )
    assert raws(PROSE_EN + points) == []


def test_semicolons_inside_references_do_not_make_a_paragraph_of_a_list():
    odd = (
        "Aubrey, S. Weather of the plains; Annals of Steppe Research 1997;124(3):45-51.",
        "Barlow, K. Phys. Rev. D 68 (2003) 134436; Stone, J. Steppe Lett. 12 (2004) 77.",
        *EN[2:],
    )
    assert raws(PROSE_EN + "References\n\n" + "\n".join(wrapped(r, 60) for r in odd)) == list(odd)


def test_a_year_at_the_beginning_of_a_line_is_no_number_of_the_list():
    torn = f"1. {EN[0]}\n2. Giarro, D. High-speed ploughs. First Workshop on Ploughs for High Winds, pages 165-180, May\n1989.\n3. {EN[1]}"
    assert raws(PROSE_EN + "References\n\n" + torn)[1].endswith("May 1989.")


def test_a_date_of_access_on_many_lines_of_its_own_is_no_running_head():
    sites = [
        f"Сайт степного земледелия номер {n} [Электронный ресурс]. URL: https://steppe.example.org/{n} (дата обращения 28.08.2011)."
        for n in range(1, 41)
    ]
    text = "\n".join(f"{n}. {r}".replace(" (дата", "\n(дата") for n, r in enumerate(sites, 1))
    assert raws(PROSE_RU + "Литература\n\n" + text) == sites


def test_dashes_before_entries_that_end_without_a_stop_are_marks():
    bare = [r.rstrip(".") + " Press" for r in BOOKS]
    assert raws(PROSE_EN + "References\n\n" + "\n".join(wrapped("- " + r, 66) for r in bare)) == bare


def test_a_paragraph_of_thousands_of_references_is_cut():
    from citekit.parsers.lists.finding import find_lists
    from citekit.parsers.lists.lines import lines_of

    one = "Abbott, L. (2004). Grain prices and rainfall on the plains. Journal of Dry Farming, 12(3), 45-61"
    [found] = find_lists(lines_of(document_of_text(PROSE_EN + "References\n\n" + "; ".join([one] * 4_000))))
    assert len(found.entries) == 4_000


def test_prose_alone_holds_no_list_and_says_so():
    found = extract(document_of_text(PROSE_RU * 3 + PROSE_EN * 3, source="p.txt"))
    assert not found.references
    assert [d.code for d in found.diagnostics] == ["CK903"]


def paged(lines, head, size=30):
    pages = [lines[i : i + size] for i in range(0, len(lines), size)]
    return "\f".join("\n".join([head.format(n), "", *page, ""]) for n, page in enumerate(pages, 11)) + "\n"


@pytest.mark.parametrize(
    "head", ["{}", "                    {}", "Вестник степи. 2019. № 4                    {}", "{}          П. П. Петров. Засухи Заволжья"]
)
def test_page_numbers_and_running_heads_are_not_read_into_a_reference(head):
    body = [line for _ in range(9) for line in wrapped(PROSE_RU, 60).split("\n")]
    entries = [line for n, r in enumerate(RU * 4, 1) for line in wrapped(f"{n}. {r}", 50).split("\n")]
    assert raws(paged([*body, "Литература", "", *entries], head)) == list(RU * 4)


def test_a_reference_torn_by_a_page_break_is_one():
    text = "References\n\n1. Abbott, L. (2004). Grain prices and rainfall on the\n\n              17\n\fplains. Journal of Dry Farming, 12(3), 45-61.\n2. Corrigan, M. (1999). The dust years. Lawrence: Prairie\nUniversity Press.\n3. Fenwick, J. (1987). On the edge of the forest. Ecology of Borders, 2(4), 77-90.\n"
    assert raws(text)[0] == EN[0]


def test_a_year_or_page_that_a_line_break_left_alone_is_not_taken_for_a_page_number():
    text = "Литература\n\n1. Абросимова Л. П. Основы степного земледелия. М. : Колос,\n2003.\n2. Бердников Н. К. Просо // Нивы. 2011. № 2. С.\n17.\n3. Горностаева В. И. Почвы. М., 2015. 11 с.\n"
    assert raws(text)[0].endswith("Колос, 2003.")
    assert raws(text)[1].endswith("С. 17.")


def test_two_columns_side_by_side_are_read_one_after_the_other():
    left = [line for _ in range(5) for line in wrapped(PROSE_EN.replace("\n", " "), 44).split("\n")]
    entries = [line for n, r in enumerate(EN * 2, 1) for line in wrapped(f"[{n}] {r}", 44, "    ").split("\n")]
    column = ["REFERENCES", "", *entries]
    height = max(len(left), len(column))
    left += [""] * (height - len(left))
    column += [""] * (height - len(column))
    page = "\n".join(f"{a:<50}{b}".rstrip() for a, b in zip(left, column, strict=True))
    assert raws(page + "\n\f") == list(EN * 2)


def test_the_line_numbers_of_a_manuscript_are_not_the_numbers_of_a_list():
    lines = [line for _ in range(6) for line in wrapped(PROSE_EN, 50).split("\n") if line]
    lines += ["References", *(line for r in EN for line in wrapped(r, 50, "  ").split("\n"))]
    text = "\n".join(f"{n} {line}" for n, line in enumerate(lines, 1))
    assert raws(text) == list(EN)


def test_the_end_of_an_address_behind_a_false_heading_is_brought_back():
    text = (
        'References\n\nAbbott, L. "Rain." Steppe Weekly, March 7, 2024. https://steppe.example.org/news/rain-in-spring-\n\n## and-autumn.\n\n'
        + "\n\n".join(EN[1:])
    )
    assert raws(text)[0].endswith("rain-in-spring- and-autumn.")
    assert raws(text)[1:] == list(EN[1:])


def test_the_end_of_an_address_that_slid_behind_the_next_reference_is_brought_back():
    first = 'Steppe Watch. "Dust in the East." November 11, 2024. https://watch.example.org/report/2024/dust-in-the-'
    second = 'Steppe Watch. "Rain in the West." March 17, 2025. https://watch.example.org/news/rain.'
    text = "References\n\n" + "\n\n".join([EN[0], EN[1], first, second, "far-east.", EN[4], EN[5]])
    assert raws(text)[2] == first + " far-east."
    assert raws(text)[3] == second


def test_a_bullet_lost_at_a_page_break_does_not_join_two_references():
    text = "Bibliography\n\n" + "\n".join(f"- {r}" for r in EN[:4]) + "\n\n" + "\n\n".join(EN[4:]) + "\n"
    assert raws(text) == list(EN)


def test_a_stroke_for_the_same_author_begins_a_reference():
    again = "———. The wind gauge. Lawrence: Prairie University Press, 2001."
    assert again in raws("Works Cited\n\n" + "\n".join([*EN[:3], again, *EN[3:]]))


def test_wiki_and_tex_marks_are_taken_off():
    assert raws("Примечания\n\n" + "\n".join(f"{n}. ↑ {r}" for n, r in enumerate(RU, 1))) == list(RU)
    tex = "\\begin{thebibliography}{9}\n" + "\n".join(f"\\bibitem{{key{n}}} {r}" for n, r in enumerate(EN)) + "\n\\end{thebibliography}\n"
    assert raws(tex) == list(EN)


def test_every_span_holds_its_reference():
    text = PROSE_RU + "Литература\r\n\r\n" + "\r\n".join(wrapped(f"{n}. {r}", 60).replace("\n", "\r\n") for n, r in enumerate(RU, 1))
    for reference in extract(document_of_text(text, source="p.txt")).references:
        assert " ".join(reference.span.of(text).split()) == reference.raw
        for evidence in reference.record.evidence.values():
            for one in evidence:
                assert one.span is None or (reference.span.start <= one.span.start < one.span.end <= reference.span.end)


def test_evidence_points_at_the_field_s_own_words_in_the_file():
    text = PROSE_RU + "Литература\n\n" + wrapped("1. " + RU[0], 30)
    record = extract(document_of_text(text, source="p.txt")).references[0].record
    span = record.evidence["title"][0].span
    assert " ".join(span.of(text).split()) == "Основы степного земледелия"


def test_ids_follow_the_source_and_the_order_of_the_text():
    document = document_of_text("References\n\n" + "\n".join(EN), source="deep/steppe.v2.txt")
    assert [r.id for r in extract(document).references] == [f"steppe.v2-{n:02d}" for n in range(1, 7)]


def test_the_same_text_gives_the_same_references():
    text = PROSE_RU + "Литература\n\n" + "\n".join(RU)
    assert extract(document_of_text(text, source="a.txt")) == extract(document_of_text(text, source="a.txt"))


def test_only_the_kinds_asked_for_are_given():
    text = "Для цитирования: Петров П. П. Засухи // Степь. 2019. № 4. С. 11–20.\n\n" + PROSE_RU + "Литература\n\n" + "\n".join(RU)
    document = document_of_text(text, source="p.txt")
    assert {r.kind for r in extract(document).references} == {"self", "bibliography"}
    assert [r.kind for r in extract(document, kinds=("self",)).references] == ["self"]


def test_the_two_faces_of_a_work_in_two_lists_are_paired():
    latin = (
        "Abrosimova L. P. Osnovy stepnogo zemledeliya [The basics of steppe farming]. Moscow, Kolos Publ., 2003. 214 p. (In Russ.).",
        "Berdnikov N. K., Yushkova T. A. The influence of drought on the yield of millet. Agrarian Science, 2011, vol. 4, no. 2, pp. 17–25.",
        "Gornostaeva V. I. The soils of the Trans-Volga region. Herald of the Samara Society, 2015, no. 7, pp. 3–11.",
        "Dubinin O. S. Wind erosion in the dry steppe. Saratov, 1998. 167 p.",
        "Ermolaev K. K. Snow retention and moisture. Available at: https://steppe.example.org/snow (accessed: 03.04.2020).",
        "Zhuravskii P. M. On the border of forest and steppe. Transactions of the Geographic Circle, 1987, iss. 12, pp. 44–58.",
    )
    text = (
        "Литература\n\n"
        + "\n".join(f"{n}. {r}" for n, r in enumerate(RU, 1))
        + "\n\nReferences\n\n"
        + "\n".join(f"{n}. {r}" for n, r in enumerate(latin, 1))
    )
    found = extract(document_of_text(text, source="p.txt"))
    assert found.faces == tuple((f"p-{n:02d}", f"p-{n + 6:02d}") for n in range(1, 7))
    variant = found.references[1].record.variants[0]
    assert variant.language == "en"
    assert variant.record.title == "The influence of drought on the yield of millet"


def test_two_lists_of_different_works_are_not_paired():
    text = "Литература\n\n" + "\n".join(RU) + "\n\nReferences\n\n" + "\n".join(EN)
    assert extract(document_of_text(text, source="p.txt")).faces == ()
