"""APA 7: the manual's own reference examples, and what it makes of Russian records."""

import msgspec
import pytest

from citekit.formatters import format_records
from citekit.formatters.apa import APA
from citekit.formatters.apa_marks import sentence
from citekit.formatters.richtext import rich
from citekit.model import Custom, Date, Name, Record, Variant


def printed(item, **options):
    text, _ = APA.entry(item if isinstance(item, Record) else msgspec.convert(item, Record), options)
    return text.plain().replace("\u00a0", " ")


def codes(record, **options):
    return [d.code for d in APA.entry(record, options)[1]]


def names(text):
    return [dict(zip(("family", "given"), n.split(", "), strict=False)) for n in text.split("; ")]


def dated(*parts):
    return {"date-parts": [list(parts)]}


EXAMPLES = {
    "a translated article": (
        {
            "type": "article-journal", "author": names("Piaget, J."), "issued": dated(1972), "translator": names("Bliss, J.; Furth, H."),
            "title": "Intellectual evolution from adolescence to adulthood", "container-title": "Human Development", "volume": "15", "issue": "1",
            "page": "1-12", "DOI": "10.1159/000271225",
        },
        ("Piaget, J. (1972). Intellectual evolution from adolescence to adulthood (J. Bliss & H. Furth, Trans.). Human Development, 15(1), 1–12. "
        "https://doi.org/10.1159/000271225"),
    ),
    "a translated book of a second edition, first published earlier": (
        {
            "type": "book", "author": names("Piaget, J.; Inhelder, B."), "issued": dated(1969), "title": "The psychology of the child",
            "translator": names("Weaver, H."), "edition": "2", "publisher": "Basic Books", "original-date": dated(1966),
        },
        "Piaget, J., & Inhelder, B. (1969). The psychology of the child (H. Weaver, Trans.; 2nd ed.). Basic Books. (Original work published 1966)",
    ),
    "a special issue": (
        {
            "type": "article-journal", "editor": names("McDaniel, S. H.; Salas, E.; Kazak, A. E."), "issued": dated(2018),
            "title": "The science of teamwork", "genre": "Special issue", "container-title": "American Psychologist", "volume": "73", "issue": "4",
        },
        "McDaniel, S. H., Salas, E., & Kazak, A. E. (Eds.). (2018). The science of teamwork [Special issue]. American Psychologist, 73(4).",
    ),
    "a review": (
        {
            "type": "review-book", "author": names("Schatz, B. R."), "issued": dated(2000, 11, 17), "title": "Learning by text or context?",
            "reviewed-title": "The social life of information", "reviewed-author": names("Brown, J. S.; Duguid, P."),
            "container-title": "Science", "volume": "290", "issue": "5495", "page": "1304",
        },
        ("Schatz, B. R. (2000). Learning by text or context? [Review of the book The social life of information, by J. S. Brown & P. Duguid]. "
        "Science, 290(5495), 1304."),
    ),
    "an article in advance": (
        {
            "type": "article-journal", "author": names("Huestegge, S. M.; Raettig, T.; Huestegge, L."), "issued": dated(2019),
            "title": "Are face-incongruent voices harder to process?", "container-title": "Experimental Psychology",
            "status": "Advance online publication", "DOI": "10.1027/1618-3169/a000440",
        },
        ("Huestegge, S. M., Raettig, T., & Huestegge, L. (2019). Are face-incongruent voices harder to process? Experimental Psychology. "
        "Advance online publication. https://doi.org/10.1027/1618-3169/a000440"),
    ),
    "an edition and a volume": (
        {
            "type": "book", "author": names("Fiske, S. T.; Gilbert, D. T.; Lindzey, G."), "issued": dated(2010), "title": "Handbook of social psychology",
            "edition": "5", "volume": "1", "publisher": "John Wiley & Sons", "DOI": "10.1002/9780470561119",
        },
        ("Fiske, S. T., Gilbert, D. T., & Lindzey, G. (2010). Handbook of social psychology (5th ed., Vol. 1). John Wiley & Sons. "
        "https://doi.org/10.1002/9780470561119"),
    ),
    "an edited classic": (
        {
            "type": "book", "author": names("Watson, J. B.; Rayner, R."), "editor": names("Webb, D."), "issued": dated(2013),
            "title": "Conditioned emotional reactions: The case of Little Albert", "publisher": "CreateSpace Independent Publishing Platform",
            "URL": "http://a.co/06Se6Na", "original-date": dated(1920),
        },
        ("Watson, J. B., & Rayner, R. (2013). Conditioned emotional reactions: The case of Little Albert (D. Webb, Ed.). "
        "CreateSpace Independent Publishing Platform. http://a.co/06Se6Na (Original work published 1920)"),
    ),
    "an ancient work": (
        {
            "type": "book", "author": [{"family": "Aristotle"}], "issued": dated(1994), "title": "Poetics", "translator": names("Butcher, S. H."),
            "publisher": "The Internet Classics Archive", "URL": "http://classics.mit.edu/Aristotle/poetics.html",
            "original-date": {"date-parts": [[-350]], "circa": True},
        },
        ("Aristotle. (1994). Poetics (S. H. Butcher, Trans.). The Internet Classics Archive. http://classics.mit.edu/Aristotle/poetics.html "
        "(Original work published ca. 350 B.C.E.)"),
    ),
    "an audiobook": (
        {
            "type": "book", "author": names("Cain, S."), "narrator": names("Mazur, K."), "issued": dated(2012), "genre": "Audiobook",
            "title": "Quiet: The power of introverts in a world that can’t stop talking", "publisher": "Random House Audio", "URL": "http://bit.ly/2G0Bpbl",
        },
        ("Cain, S. (2012). Quiet: The power of introverts in a world that can’t stop talking (K. Mazur, Narr.) [Audiobook]. Random House Audio. "
        "http://bit.ly/2G0Bpbl"),
    ),
    "an entry of a dictionary by its publisher": (
        {
            "type": "entry-dictionary", "author": [{"literal": "American Psychological Association"}], "title": "Positive transference",
            "container-title": "APA dictionary of psychology", "accessed": dated(2019, 8, 31), "URL": "https://dictionary.apa.org/positive-transference",
        },
        ("American Psychological Association. (n.d.). Positive transference. In APA dictionary of psychology. Retrieved August 31, 2019, from "
        "https://dictionary.apa.org/positive-transference"),
    ),
    "two bodies without a comma": (
        {
            "type": "report", "issued": dated(2012), "title": "Strengthening trans-Tasman economic relations", "URL": "https://www.pc.gov.au/x.pdf",
            "author": [{"literal": "Australian Government Productivity Commission"}, {"literal": "New Zealand Productivity Commission"}],
        },
        ("Australian Government Productivity Commission & New Zealand Productivity Commission. (2012). Strengthening trans-Tasman economic relations. "
        "https://www.pc.gov.au/x.pdf"),
    ),
    "a numbered report": (
        {
            "type": "report", "author": [{"literal": "National Cancer Institute"}], "issued": dated(2019), "title": "Taking time: Support for people with cancer",
            "genre": "NIH Publication", "number": "18-2059", "publisher": "U.S. Department of Health and Human Services, National Institutes of Health",
            "URL": "https://www.cancer.gov/takingtime.pdf",
        },
        ("National Cancer Institute. (2019). Taking time: Support for people with cancer (NIH Publication No. 18-2059). "
        "U.S. Department of Health and Human Services, National Institutes of Health. https://www.cancer.gov/takingtime.pdf"),
    ),
    "a press release": (
        {
            "type": "report", "author": [{"literal": "U.S. Food and Drug Administration"}], "issued": dated(2019, 2, 14), "genre": "Press release",
            "title": "FDA authorizes first interoperable insulin pump", "URL": "https://www.fda.gov/x",
        },
        "U.S. Food and Drug Administration. (2019, February 14). FDA authorizes first interoperable insulin pump [Press release]. https://www.fda.gov/x",
    ),
    "a thesis in a repository": (
        {
            "type": "thesis", "author": names("Hutcheson, V. H."), "issued": dated(2012), "title": "Dealing with dual differences", "genre": "Master’s thesis",
            "publisher": "The College of William & Mary", "archive": "William & Mary Digital Archive", "URL": "https://digitalarchive.wm.edu/10288/16594",
        },
        ("Hutcheson, V. H. (2012). Dealing with dual differences [Master’s thesis, The College of William & Mary]. William & Mary Digital Archive. "
        "https://digitalarchive.wm.edu/10288/16594"),
    ),
    "a conference session over days": (
        {
            "type": "speech", "author": names("Fistek, A.; Jester, E.; Sonnenberg, K."), "issued": {"date-parts": [[2017, 7, 12], [2017, 7, 15]]},
            "title": "Everybody’s got a little music in them", "genre": "Conference session", "event-title": "Autism Society National Conference",
            "event-place": "Milwaukee, WI, United States",
        },
        ("Fistek, A., Jester, E., & Sonnenberg, K. (2017, July 12–15). Everybody’s got a little music in them [Conference session]. "
        "Autism Society National Conference, Milwaukee, WI, United States."),
    ),
    "a talk in a symposium": (
        {
            "type": "speech", "author": names("De Boer, D.; LaFavor, T."), "issued": {"date-parts": [[2018, 4, 26], [2018, 4, 29]]},
            "title": "The art and significance of successfully identifying resilient individuals", "chair": names("Schmidt, A. M.; Kryvanos, A."),
            "container-title": "Perspectives on resilience", "genre": "Symposium", "event-title": "Western Psychological Association 98th Annual Convention",
            "event-place": "Portland, OR, United States",
        },
        ("De Boer, D., & LaFavor, T. (2018, April 26–29). The art and significance of successfully identifying resilient individuals. "
        "In A. M. Schmidt & A. Kryvanos (Chairs), Perspectives on resilience [Symposium]. "
        "Western Psychological Association 98th Annual Convention, Portland, OR, United States."),
    ),
    "a paper in a volume of proceedings": (
        {
            "type": "paper-conference", "author": names("Bedenel, A.-L.; Jourdan, L.; Biernacki, C."), "issued": dated(2019),
            "title": "Probability estimation by an adapted genetic algorithm in web insurance",
            "editor": names("Battiti, R.; Brunato, M.; Kotsireas, I.; Pardalos, P."), "page": "225-240", "publisher": "Springer",
            "container-title": "Lecture notes in computer science: Vol. 11353. Learning and intelligent optimization", "DOI": "10.1007/978-3-030-05348-2_21",
        },
        ("Bedenel, A.-L., Jourdan, L., & Biernacki, C. (2019). Probability estimation by an adapted genetic algorithm in web insurance. "
        "In R. Battiti, M. Brunato, I. Kotsireas, & P. Pardalos (Eds.), "
        "Lecture notes in computer science: Vol. 11353. Learning and intelligent optimization (pp. 225–240). Springer. "
        "https://doi.org/10.1007/978-3-030-05348-2_21"),
    ),
    "raw data without a title of their own": (
        {
            "type": "dataset", "author": names("Baer, R. A."), "issued": dated(2015), "publisher": "University of Kentucky",
            "title": "[Unpublished raw data on the correlations between two inventories]",
        },
        "Baer, R. A. (2015). [Unpublished raw data on the correlations between two inventories]. University of Kentucky.",
    ),
    "an app": (
        {
            "type": "software", "author": [{"literal": "Epocrates"}], "issued": dated(2019), "title": "Epocrates medical references", "version": "18.12",
            "genre": "Mobile app", "publisher": "App Store", "URL": "https://itunes.apple.com/us/app/epocrates/id281935788?mt=8",
        },
        ("Epocrates. (2019). Epocrates medical references (Version 18.12) [Mobile app]. App Store. "
        "https://itunes.apple.com/us/app/epocrates/id281935788?mt=8"),
    ),
    "a television series": (
        {
            "type": "broadcast", "executive-producer": names("Simon, D.; Colesberry, R. F.; Kostroff Noble, N."),
            "issued": {"date-parts": [[2002], [2008]]}, "title": "The wire", "genre": "TV series",
            "publisher": "Blown Deadline Productions; HBO",
        },
        "Simon, D., Colesberry, R. F., & Kostroff Noble, N. (Executive Producers). (2002–2008). The wire [TV series]. Blown Deadline Productions; HBO.",
    ),
    "an episode of a television series by one writer and director": (
        {
            "type": "broadcast", "script-writer": names("Barris, K."), "director": names("Barris, K."), "issued": dated(2017, 1, 11), "title": "Lemons",
            "number": "Season 3, Episode 12", "genre": "TV series episode", "executive-producer": names("Barris, K.; Groff, J."),
            "container-title": "Black-ish", "publisher": "Wilmore Films; Artists First",
        },
        ("Barris, K. (Writer & Director). (2017, January 11). Lemons (Season 3, Episode 12) [TV series episode]. "
        "In K. Barris & J. Groff (Executive Producers), Black-ish. Wilmore Films; Artists First."),
    ),
    "an episode by a writer and another director": (
        {
            "type": "broadcast", "script-writer": names("Oakley, B."), "director": names("Lynch, J."), "issued": dated(1995), "title": "Lisa",
            "container-title": "The Simpsons", "publisher": "Fox",
        },
        "Oakley, B. (Writer), & Lynch, J. (Director). (1995). Lisa. In The Simpsons. Fox.",
    ),
    "an episode of a podcast": (
        {
            "type": "broadcast", "host": names("Glass, I."), "issued": dated(2011, 8, 12), "title": "Amusement park", "number": "443",
            "genre": "Audio podcast episode", "container-title": "This American life", "publisher": "WBEZ Chicago", "URL": "https://www.thisamericanlife.org/443",
        },
        ("Glass, I. (Host). (2011, August 12). Amusement park (No. 443) [Audio podcast episode]. In This American life. WBEZ Chicago. "
        "https://www.thisamericanlife.org/443"),
    ),
    "an entry of Wikipedia": (
        {
            "type": "entry-encyclopedia", "title": "List of oldest companies", "issued": dated(2019, 1, 13), "container-title": "Wikipedia",
            "URL": "https://en.wikipedia.org/w/index.php?title=List_of_oldest_companies&oldid=878158136",
        },
        "List of oldest companies. (2019, January 13). In Wikipedia. https://en.wikipedia.org/w/index.php?title=List_of_oldest_companies&oldid=878158136",
    ),
    "a work in a museum": (
        {
            "type": "graphic", "author": names("Delacroix, E."), "issued": {"date-parts": [[1826], [1827]]}, "title": "Faust attempts to seduce Marguerite",
            "genre": "Lithograph", "archive": "The Louvre", "archive-place": "Paris, France",
        },
        "Delacroix, E. (1826–1827). Faust attempts to seduce Marguerite [Lithograph]. The Louvre, Paris, France.",
    ),
    "a report in ERIC": (
        {
            "type": "report", "author": names("Ho, H.-K."), "issued": dated(2014), "title": "Teacher preparation", "number": "ED545393", "publisher": "ERIC",
            "URL": "https://files.eric.ed.gov/fulltext/ED545393.pdf",
        },
        "Ho, H.-K. (2014). Teacher preparation (ED545393). ERIC. https://files.eric.ed.gov/fulltext/ED545393.pdf",
    ),
    "a page whose site is its author, of a department": (
        {
            "type": "webpage", "author": [{"literal": "National Institute of Mental Health"}], "issued": dated(2018, 7), "title": "Anxiety disorders",
            "container-title": "National Institute of Mental Health", "publisher": "U.S. Department of Health and Human Services",
            "URL": "https://www.nimh.nih.gov/x",
        },
        "National Institute of Mental Health. (2018, July). Anxiety disorders. U.S. Department of Health and Human Services. https://www.nimh.nih.gov/x",
    ),
    "a working paper whose kind ends in No.": (
        {"type": "report", "author": names("Doyle, M."), "issued": dated(2018), "title": "Data", "genre": "Working Paper No.", "number": "3", "publisher": "NBER"},
        "Doyle, M. (2018). Data (Working Paper No. 3). NBER.",
    ),
    "a blog post": (
        {
            "type": "post-weblog", "author": names("Klymkowsky, M."), "issued": dated(2018, 9, 15), "title": "Can we talk scientifically about free will?",
            "container-title": "Sci-Ed", "URL": "https://blogs.plos.org/scied/2018/09/15/",
        },
        "Klymkowsky, M. (2018, September 15). Can we talk scientifically about free will? Sci-Ed. https://blogs.plos.org/scied/2018/09/15/",
    ),
    "a page of a news site": (
        {
            "type": "webpage", "author": names("Avramova, N."), "issued": dated(2019, 1, 3), "title": "The secret to a long, happy, healthy life? Think age-positive",
            "container-title": "CNN", "URL": "https://www.cnn.com/x",
        },
        "Avramova, N. (2019, January 3). The secret to a long, happy, healthy life? Think age-positive. CNN. https://www.cnn.com/x",
    ),
    "an archive's letters": (
        {
            "type": "manuscript", "author": names("Allport, G. W."), "issued": {"date-parts": [[1930], [1967]]}, "title": "Correspondence",
            "archive_collection": "Gordon W. Allport Papers", "archive_location": "HUG 4118.10", "archive": "Harvard University Archives",
            "archive-place": "Cambridge, MA, United States",
        },
        "Allport, G. W. (1930–1967). Correspondence. Gordon W. Allport Papers (HUG 4118.10), Harvard University Archives, Cambridge, MA, United States.",
    ),
    "a patent": (
        {
            "type": "patent", "author": names("Hiremath, S. C.; Kumar, S."), "issued": dated(2016, 6, 14), "title": "Using metaphors to present concepts",
            "number": "9,367,592", "jurisdiction": "US", "authority": "U.S. Patent and Trademark Office",
        },
        "Hiremath, S. C., & Kumar, S. (2016). Using metaphors to present concepts (U.S. Patent No. 9,367,592). U.S. Patent and Trademark Office.",
    ),
    "a standard": (
        {
            "type": "standard", "author": [{"literal": "International Organization for Standardization"}], "issued": dated(2018),
            "title": "Occupational health and safety management systems—Requirements with guidance for use", "genre": "ISO Standard",
            "number": "45001:2018", "publisher": "International Organization for Standardization", "URL": "https://www.iso.org/standard/63787.html",
        },
        ("International Organization for Standardization. (2018). Occupational health and safety management systems—Requirements with guidance for use "
        "(ISO Standard No. 45001:2018). https://www.iso.org/standard/63787.html"),
    ),
    "a statute": (
        {
            "type": "legislation", "title": "Every Student Succeeds Act", "volume": "20", "container-title": "U.S.C.", "section": "6301", "issued": dated(2015),
            "URL": "https://www.congress.gov/x",
        },
        "Every Student Succeeds Act, 20 U.S.C. § 6301 (2015). https://www.congress.gov/x",
    ),
    "a case": (
        {
            "type": "legal_case", "title": "Brown v. Board of Education", "volume": "347", "container-title": "U.S.", "page": "483", "issued": dated(1954),
        },
        "Brown v. Board of Education, 347 U.S. 483 (1954).",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_manuals_examples_are_printed_as_the_manual_has_them(name):
    item, wanted = EXAMPLES[name]
    assert printed(item) == wanted


def test_twenty_authors_are_all_named_and_of_more_the_first_nineteen_and_the_last():
    def entry(count):
        people = tuple(Name(family=f"F{n}", given="A.") for n in range(1, count + 1))
        return printed(Record(type="book", title="T", author=people, issued=Date.of(2000), publisher="P"))

    assert "F19, A., & F20, A. (2000)" in entry(20)
    assert "F19, A., … F21, A. (2000)" in entry(21)
    assert "F20" not in entry(21)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (Name(family="King", given="Martin Luther", suffix="Jr."), "King, M. L., Jr."),
        (Name(family="Fuente", given="Raquel", non_dropping_particle="de la"), "de la Fuente, R."),
        (Name(family="Beethoven", given="Ludwig", dropping_particle="van"), "Beethoven, L. van."),
        (Name(family="Sartre", given="Jean-Paul"), "Sartre, J.-P."),
        (Name(family="Smith", given="AE"), "Smith, A. E."),
        (Name(literal="World Health Organization"), "World Health Organization."),
        (Name(family="Plato"), "Plato."),
    ],
)
def test_names_are_inverted_with_initials(name, wanted):
    assert printed(Record(type="book", title="T", author=(name,), issued=Date.of(2000), publisher="P")).startswith(f"{wanted} (2000)")


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        (Record(type="webpage", title="T", issued=Date.of(2019, 9, 6)), "T. (2019, September 6)."),
        (Record(type="webpage", title="T", issued=Date.of(2019, 9)), "T. (2019, September)."),
        (Record(type="article-journal", title="T", container_title="J", volume="1", issued=Date.of(2019, 9, 6)), "T. (2019). J, 1."),
        (Record(type="webpage", title="T"), "T. (n.d.)."),
        (Record(type="book", title="T", publisher="P", status="in press"), "T. (in press). P."),
        (Record(type="webpage", title="T", issued=Date.of(2023, 11, 31)), "T. (2023)."),
        (Record(type="book", title="T", publisher="P", issued=Date(date_parts=((1920,),), circa=True)), "T. (ca. 1920). P."),
    ],
)
def test_dates_are_as_exact_as_the_kind_of_work_asks(record, wanted):
    assert printed(record) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Why?", "Why?"),
        ("So. …", "So. …"),
        ("“Why?”", "“Why?”"),
        ("the “House”", "the “House.”"),
        ("‘x’", "‘x.’"),
        ("dogs’", "dogs’."),
        ("Inc.", "Inc."),
    ],
)
def test_an_element_ends_in_one_mark(text, wanted):
    assert sentence(rich(text)).plain() == wanted


def test_a_bracketed_translation_is_not_italic():
    text, _ = APA.entry(Record(type="book", title="Nihongo [Japanese]", issued=Date.of(2000), publisher="P"), {})
    assert [r.text for r in text.runs if r.italic] == ["Nihongo"]


VYGOTSKY = Record(
    id="v", type="book", language="ru", author=(Name(family="Выготский", given="Л. С."),), title="Мышление и речь", publisher="Лабиринт",
    publisher_place="М.", issued=Date.of(1999), edition="5",
)  # fmt: skip


def test_a_russian_book_is_romanised_and_says_that_its_translation_is_missing():
    assert printed(VYGOTSKY) == "Vygotskii, L. S. (1999). Myshlenie i rech’ (5th ed.). Labirint."
    assert codes(VYGOTSKY) == ["FM206"]


def test_a_translation_that_the_record_brings_stands_in_brackets():
    translated = msgspec.structs.replace(VYGOTSKY, custom=Custom(translated_title="Thinking and speech"))
    assert printed(translated) == "Vygotskii, L. S. (1999). Myshlenie i rech’ [Thinking and speech] (5th ed.). Labirint."
    assert codes(translated) == []


def test_an_authors_own_latin_spelling_goes_before_the_scheme():
    face = Variant("en", "official", Record(author=(Name(family="Vygotsky", given="L. S."),), title="Thinking and speech"))
    assert printed(msgspec.structs.replace(VYGOTSKY, variants=(face,))).startswith(
        "Vygotsky, L. S. (1999). Myshlenie i rech’ [Thinking and speech]"
    )


def test_cyrillic_can_be_kept_with_russian_terms():
    assert printed(VYGOTSKY, script="keep") == "Выготский, Л. С. (1999). Мышление и речь (5-е изд.). Лабиринт."
    chapter = Record(
        type="chapter", language="ru", author=(Name(family="Петров", given="П."),), title="Глава", container_title="Книга", page="5-9", publisher="Наука",
        editor=(Name(family="Ильин", given="И. И."),),
    )  # fmt: skip
    assert printed(chapter, script="keep") == "Петров, П. (б. д.). Глава. В И. И. Ильин (Ред.), Книга (с. 5–9). Наука."


def test_initials_that_become_digraphs_keep_both_letters():
    record = Record(type="book", title="T", publisher="P", issued=Date.of(1990), author=(Name(family="Щукин", given="Юрий Яковлевич"),))
    assert printed(record).startswith("Shchukin, Yu. Ya. (1990)")


def test_the_scheme_can_be_chosen_and_an_unread_reference_is_printed_as_it_stands():
    assert printed(VYGOTSKY, scheme="bgn").startswith("Vygotskiy, L. S. (1999). Myshleniye i rech’")
    unread = Record(id="x", raw="нечто <нечитаемое>")
    assert printed(unread) == "нечто <нечитаемое>"
    assert codes(unread) == ["FM201"]


def test_headline_case_is_kept_and_reported_and_made_small_only_when_asked():
    record = Record(
        id="a", type="book", language="en", title="Soft Power: The Means to Success in NATO Politics", publisher="P", issued=Date.of(2004)
    )
    assert printed(record) == "Soft Power: The Means to Success in NATO Politics. (2004). P."
    assert codes(record) == ["FM204"]
    assert printed(record, case="sentence") == "Soft power: The means to success in NATO politics. (2004). P."


def test_a_publisher_or_site_that_is_the_author_is_not_repeated():
    who = (Name(literal="World Bank"),)
    assert printed(Record(type="book", author=who, title="T", publisher="World bank", issued=Date.of(2001))) == "World Bank. (2001). T."
    assert (
        printed(Record(type="webpage", author=who, title="T", container_title="World Bank", issued=Date.of(2001)))
        == "World Bank. (2001). T."
    )


def test_only_web_addresses_become_links():
    text, _ = APA.entry(Record(type="webpage", title="T", url="javascript:alert(1)"), {})
    assert [r.href for r in text.runs if r.href] == []
    text, _ = APA.entry(Record(type="webpage", title="T", url="https://a.example/x", doi="10.1000/<a>"), {})
    assert [r.href for r in text.runs if r.href] == ["https://doi.org/10.1000/%3Ca%3E"]


def test_a_list_cut_short_in_print_ends_in_et_al_and_says_so():
    record = Record(
        id="c",
        type="book",
        author=(Name(family="Драган", given="М. М."),),
        title="T",
        issued=Date.of(2000),
        publisher="P",
        custom=Custom(et_al=True),
    )
    assert printed(record).startswith("Dragan, M. M., et al. (2000)")
    assert "FM205" in codes(record)


@pytest.mark.parametrize(
    "record",
    [
        Record(),
        Record(id="x"),
        Record(url="https://a.example"),
        Record(doi="10.1000/1"),
        Record(author=(Name(family="A"),)),
        Record(type="chapter", container_title="B"),
        Record(title="\x00"),
    ],
)
def test_a_record_of_almost_nothing_still_prints(record):
    text, _ = APA.entry(record, {})
    assert text.plain().strip(" .()")


def dates(records, **arguments):
    made = format_records(records, "apa", **arguments)
    return [entry.text.plain().split("(")[1].split(")")[0].replace("\u00a0", " ") for entry in made.entries]


def work(title, *parts, family="Who", kind="book"):
    return Record(
        id=title,
        type=kind,
        title=title,
        author=(Name(family=family, given="A."),),
        issued=Date.of(*parts) if parts else Date(),
        publisher="P",
    )


def test_works_of_the_same_authors_and_year_are_told_apart_by_letters_in_the_order_of_titles():
    records = [work("C", 2019), work("The A", 2019), work("B", 2020), work("D"), work("E"), work("F", 2019, family="Other")]
    assert dates(records) == ["2019", "n.d.-a", "n.d.-b", "2019a", "2019b", "2020"]


def test_letters_stand_before_the_month_and_see_through_the_script():
    pages = [work("Y", 2020, 7, 1, kind="webpage"), work("X", 2020, kind="webpage", family="Ху")]
    assert dates(pages) == ["2020", "2020, July 1"]
    pages = [work("Y", 2020, 7, 1, kind="webpage", family="Щукин"), work("X", 2020, kind="webpage", family="Shchukin")]
    assert dates(pages) == ["2020a", "2020b, July 1"]


def test_records_printed_one_by_one_carry_no_letters():
    assert dates([work("C", 2019), work("A", 2019)], sort="none") == ["2019", "2019"]


def test_the_entry_keeps_the_record_as_it_was_given():
    records = [work("C", 2019), work("A", 2019)]
    assert {id(entry.record) for entry in format_records(records, "apa").entries} == set(map(id, records))
