"""A paper that prints its list twice, in Russian and romanised, cites each work once."""

from citekit.pipeline import build

PAPER = """Миграция и адаптация в городах

Текст статьи о миграции [1]. Второе предложение [2, с. 15].

Литература

1. Тишков В. А. Советская этнография: преодоление кризиса // Этнографическое обозрение. 1992. № 1. С. 5–20.
2. Выготский Л. С. Мышление и речь. М.: Лабиринт, 1999. 352 с.
3. Рязанцев С. В. Трудовая миграция в странах СНГ // Социологические исследования. 2005. № 5. С. 12–21.
4. Мукомель В. И. Миграционная политика России. М.: Диполь-Т, 2005. 351 с.

References

1. Tishkov V. A. Sovetskaya etnografiya [Soviet ethnography]. Etnograficheskoe obozrenie, 1992, no. 1, pp. 5–20.
2. Vygotskii L. S. Myshlenie i rech' [Thinking and speech]. Moscow: Labirint, 1999. 352 p.
3. Ryazantsev S. V. Trudovaya migratsiya v stranakh SNG [Labour migration]. Sotsiologicheskie issledovaniya, 2005, no. 5, pp. 12–21.
4. Mukomel V. I. Migratsionnaya politika Rossii [Migration policy of Russia]. Moscow: Dipol'-T, 2005. 351 p.
"""


def test_the_two_faces_of_a_list_become_one_work_each_with_the_romanised_face_as_a_variant(tmp_path):
    paper = tmp_path / "paper.txt"
    paper.write_text(PAPER, encoding="utf-8")
    result = build([paper])
    assert len(result.references) == 8
    works = result.library.records
    assert [w.author[0].family for w in works] == ["Тишков", "Выготский", "Рязанцев", "Мукомель"]
    assert all([o.id for o in w.occurrences] == [f"paper-{n:02d}", f"paper-{n + 4:02d}"] for n, w in enumerate(works, 1))
    assert works[1].variants[0].record.title == "Myshlenie i rech'"
