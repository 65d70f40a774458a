"""Names that reference lists are made of: organisations, sites, newspapers, universities, degrees, archives."""

from __future__ import annotations

__all__ = [
    "ARCHIVES", "BODIES_EN", "BODIES_RU", "COUNTRIES_EN", "DEGREES_EN", "DEGREES_RU", "DOCUMENTATION", "FIELDS_EN", "FIELDS_RU", "GENRES_EN", "GENRES_RU", "GIVEN_EN",
    "GIVEN_RU", "LAW_KINDS", "NEWSPAPERS_EN", "NEWSPAPERS_RU", "ORGANISATIONS_EN", "ORGANISATIONS_RU", "ORGANISATIONS_UK", "PUBLISHERS_EN", "REPORTS_EN",
    "SERIES_EN", "SERIES_RU", "SITES_EN", "SITES_RU", "SPECIALTIES", "UKRAINIAN", "UNIVERSITIES_EN", "UNIVERSITIES_RU",
]  # fmt: skip


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines() if line.strip()]


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(a.strip(), b.strip()) for a, b in (line.split("|") for line in _lines(text))]


SITES_RU = _pairs("""
Лента.ру | lenta.ru
Газета.Ru | www.gazeta.ru
РИА Новости | ria.ru
ТАСС | tass.ru
Интерфакс | www.interfax.ru
Коммерсантъ | www.kommersant.ru
Ведомости | www.vedomosti.ru
РБК | www.rbc.ru
Российская газета | rg.ru
Известия | iz.ru
КиберЛенинка | cyberleninka.ru
Научная электронная библиотека eLIBRARY.RU | elibrary.ru
Официальный сайт Президента России | kremlin.ru
Официальный сайт Правительства РФ | government.ru
Государственная Дума. Официальный сайт | duma.gov.ru
Росстат : официальный сайт | rosstat.gov.ru
Федеральная служба государственной статистики | www.gks.ru
Банк России : официальный сайт | cbr.ru
Министерство финансов Российской Федерации | minfin.gov.ru
Министерство науки и высшего образования Российской Федерации | minobrnauki.gov.ru
Министерство экономического развития РФ: официальный сайт | www.economy.gov.ru
КонсультантПлюс | www.consultant.ru
СПС «КонсультантПлюс» | www.consultant.ru
Гарант.ру | www.garant.ru
Информационно-правовой портал «Гарант» | base.garant.ru
Официальный интернет-портал правовой информации | publication.pravo.gov.ru
Хабр | habr.com
Википедия | ru.wikipedia.org
Левада-Центр | www.levada.ru
ВЦИОМ | wciom.ru
Фонд «Общественное мнение» | fom.ru
Электронный фонд правовых и нормативно-технических документов | docs.cntd.ru
Портал государственных услуг | www.gosuslugi.ru
Фонтанка.ру | www.fontanka.ru
Деловой Петербург | www.dp.ru
VC.ru | vc.ru
N + 1 | nplus1.ru
Постнаука | postnauka.ru
Элементы | elementy.ru
Роспатент | rospatent.gov.ru
ФИПС | www1.fips.ru
Московская биржа | www.moex.com
Счетная палата Российской Федерации | ach.gov.ru
Сайт МВД России | мвд.рф
Портал открытых данных РФ | data.gov.ru
Российский совет по международным делам | russiancouncil.ru
Социологические исследования: сайт журнала | socis.isras.ru
Cnews | www.cnews.ru
Forbes.ru | www.forbes.ru
Tadviser | www.tadviser.ru
Мир энциклопедий | www.encyclopedia.ru
Большая российская энциклопедия: электронная версия | bigenc.ru
Словари и энциклопедии на Академике | dic.academic.ru
Мел | mel.fm
Культура.РФ | www.culture.ru
Всемирная организация здравоохранения | www.who.int
Сайт компании «Газпром» | www.gazprom.ru
Росатом | rosatom.ru
Независимая газета | www.ng.ru
Аргументы и факты | aif.ru
Комсомольская правда | www.kp.ru
""")
SITES_EN = _pairs("""
BBC News | www.bbc.com
The Guardian | www.theguardian.com
Reuters | www.reuters.com
Bloomberg | www.bloomberg.com
World Bank | www.worldbank.org
World Bank Open Data | data.worldbank.org
OECD Library | www.oecd-ilibrary.org
Eurostat | ec.europa.eu
United Nations | www.un.org
UNESCO | en.unesco.org
Statista | www.statista.com
Wikipedia | en.wikipedia.org
Medium | medium.com
GitHub | github.com
Stack Overflow | stackoverflow.com
Towards Data Science | towardsdatascience.com
Encyclopaedia Britannica | www.britannica.com
Stanford Encyclopedia of Philosophy | plato.stanford.edu
Brookings | www.brookings.edu
Pew Research Center | www.pewresearch.org
RAND Corporation | www.rand.org
Carnegie Endowment for International Peace | carnegieendowment.org
Chatham House | www.chathamhouse.org
International Crisis Group | www.crisisgroup.org
Our World in Data | ourworldindata.org
Centers for Disease Control and Prevention | www.cdc.gov
World Health Organization | www.who.int
Nature News | www.nature.com
MIT Technology Review | www.technologyreview.com
Python Documentation | docs.python.org
TensorFlow | www.tensorflow.org
Mozilla Developer Network | developer.mozilla.org
Microsoft Learn | learn.microsoft.com
Kaggle | www.kaggle.com
arXiv.org | arxiv.org
The Conversation | theconversation.com
Foreign Affairs | www.foreignaffairs.com
Foreign Policy | foreignpolicy.com
Al Jazeera | www.aljazeera.com
CNN | edition.cnn.com
Deutsche Welle | www.dw.com
Euronews | www.euronews.com
The Moscow Times | www.themoscowtimes.com
Radio Free Europe/Radio Liberty | www.rferl.org
openDemocracy | www.opendemocracy.net
Eurasianet | eurasianet.org
Novastan | novastan.org
The Economist | www.economist.com
NASA | www.nasa.gov
European Commission | ec.europa.eu
Human Rights Watch | www.hrw.org
Amnesty International | www.amnesty.org
IMF eLibrary | www.elibrary.imf.org
Trading Economics | tradingeconomics.com
LinkedIn | www.linkedin.com
YouTube | www.youtube.com
""")
NEWSPAPERS_RU = _lines("""
Известия
Правда
Российская газета
Независимая газета
Коммерсантъ
Ведомости
Труд
Аргументы и факты
Литературная газета
Советская Россия
Комсомольская правда
Московские новости
Учительская газета
Вечерняя Москва
Поиск
Красная звезда
Советская культура
Новая газета
Московский комсомолец
Медицинская газета
Экономика и жизнь
Парламентская газета
Волжская коммуна
Вечерний Петербург
Сибирская жизнь
Биржевые ведомости
Русские ведомости
Московские ведомости
Петербургская газета
Новое время
Русское слово
Уральский рабочий
""")
NEWSPAPERS_EN = _lines("""
The New York Times
The Washington Post
The Guardian
The Times
Financial Times
The Wall Street Journal
The Economist
Time
Newsweek
The Independent
The Daily Telegraph
Los Angeles Times
Chicago Tribune
USA Today
The Atlantic
The New Yorker
Le Monde
The Hindu
South China Morning Post
The Moscow Times
Der Spiegel
Die Zeit
Forbes
Wired
Scientific American
New Scientist
""")
ORGANISATIONS_EN = _lines("""
World Health Organization
World Bank
World Bank Group
United Nations
United Nations Development Programme
United Nations High Commissioner for Refugees
UNESCO
UNICEF
OECD
Organisation for Economic Co-operation and Development
European Commission
European Parliament
Council of Europe
International Labour Organization
International Monetary Fund
International Energy Agency
International Organization for Standardization
International Committee of the Red Cross
Food and Agriculture Organization of the United Nations
World Trade Organization
Asian Development Bank
European Bank for Reconstruction and Development
Amnesty International
Greenpeace International
Oxfam
Transparency International
Freedom House
Pew Research Center
RAND Corporation
Centers for Disease Control and Prevention
National Institutes of Health
National Academies of Sciences, Engineering, and Medicine
National Science Foundation
U.S. Department of Energy
U.S. Department of Education
US Environmental Protection Agency
U.S. Census Bureau
Ministry of Health
Ministry of Foreign Affairs of the Republic of Kazakhstan
Ministry of Education and Science of Ukraine
Statistics Finland
Office for National Statistics
National Statistical Committee of the Kyrgyz Republic
American Psychological Association
American Psychiatric Association
American Cancer Society
American Educational Research Association
Institute of Electrical and Electronics Engineers
Intergovernmental Panel on Climate Change
European Central Bank
European Training Foundation
European Migration Network
Bureau of Labor Statistics
Government Accountability Office
Congressional Research Service
House of Commons
Royal Society
Wellcome Trust
Bill & Melinda Gates Foundation
Google
Google AI
Microsoft Corporation
IBM
Apple Inc.
NVIDIA Corporation
OpenAI
DeepMind
Intel Corporation
McKinsey & Company
McKinsey Global Institute
PricewaterhouseCoopers
Deloitte
KPMG International
Ernst & Young
Gallup
Internet Society
Mozilla Foundation
Apache Software Foundation
R Core Team
Python Software Foundation
TensorFlow Developers
Institute for War and Peace Reporting
International Federation for Human Rights
Anti-Discrimination Centre Memorial
Central Asia Barometer
Economist Intelligence Unit
European Union Agency for Fundamental Rights
Global Health Observatory
Joint Research Centre
National Research Council
Nuffield Council on Bioethics
Open Society Foundations
Organization for Security and Co-operation in Europe
Reporters Without Borders
Save the Children
The White House
UN Women
UN-Habitat
World Economic Forum
World Meteorological Organization
World Wide Web Consortium
""")
BODIES_EN = _lines(
    """
Ministry of {} | Department of {} | Institute of {} | Centre for {} | Center for {} Studies | National Agency for {} | International Association for {} | Committee on {} | Office of {} | European Society for {} | Council for {} | Bureau of {} | Working Group on {} | Federal Agency for {} | Royal College of {} | Foundation for {}
""".replace(" | ", "\n")
)
FIELDS_EN = _lines("""
Migration
Public Health
Economic Policy
Education
Applied Physics
Rural Development
Labour and Social Protection
Foreign Affairs
Justice
Internal Affairs
Agriculture
Higher Education and Research
Digital Development
Energy
Transport
Sociology
Human Rights
Statistics
Environmental Protection
Emergency Medicine
Refugees
Consumer Safety
Nuclear Safety
Strategic Studies
Demography
Space Research
Gender Equality
""")
COUNTRIES_EN = _lines("""
the Russian Federation
the Republic of Kazakhstan
Ukraine
the Kyrgyz Republic
the United Kingdom
Finland
Germany
Japan
Canada
the Netherlands
Tajikistan
Poland
India
the Republic of Uzbekistan
Georgia
""")
ORGANISATIONS_RU = _lines("""
Росстат
Федеральная служба государственной статистики
Министерство экономического развития Российской Федерации
Министерство образования и науки Российской Федерации
Министерство здравоохранения РФ
Министерство внутренних дел Российской Федерации
Министерство финансов РФ
Правительство Российской Федерации
Банк России
Центральный банк Российской Федерации
Российская академия наук
Институт социологии РАН
Институт экономики РАН
Институт философии РАН
Институт демографии НИУ ВШЭ
Национальный исследовательский университет «Высшая школа экономики»
Московский государственный университет имени М. В. Ломоносова
Санкт-Петербургский государственный университет
Российский государственный гуманитарный университет
Всероссийский научно-исследовательский институт документоведения и архивного дела
Всемирная организация здравоохранения
Организация Объединенных Наций
Международная организация труда
Евразийская экономическая комиссия
Федеральная миграционная служба
Федеральная служба по интеллектуальной собственности
Торгово-промышленная палата РФ
Общественная палата Российской Федерации
Левада-Центр
Фонд «Общественное мнение»
Всероссийский центр изучения общественного мнения
Комитет гражданских инициатив
Российская государственная библиотека
Российская национальная библиотека
Ассоциация юристов России
Союз писателей России
ОАО «РЖД»
ПАО «Газпром»
ООО «Яндекс»
АО «Лаборатория Касперского»
Госкорпорация «Росатом»
ФГУП «ВНИИМ им. Д. И. Менделеева»
ФГБУН Институт космических исследований РАН
Институт прикладной математики им. М. В. Келдыша РАН
Объединенный институт ядерных исследований
Казанский (Приволжский) федеральный университет
Уральский федеральный университет
Сибирское отделение РАН
Дальневосточный федеральный университет
Томский политехнический университет
""")
ORGANISATIONS_UK = _lines("""
Національна академія наук України
Міністерство освіти і науки України
Державна служба статистики України
Верховна Рада України
Кабінет Міністрів України
Інститут історії України НАН України
Національний банк України
Центр Разумкова
Всесвітня організація охорони здоров'я
Київський національний університет імені Тараса Шевченка
Львівська політехніка
Національна бібліотека України імені В. І. Вернадського
""")
BODIES_RU = _lines(
    """
Министерство {} | Институт {} | Комитет по вопросам {} | Департамент {} | Федеральное агентство {} | Центр {} | Управление {} | Ассоциация {} | Национальный центр {} | НИИ {}
""".replace(" | ", "\n")
)
FIELDS_RU = _lines("""
экономики и прогнозирования
сельского хозяйства и продовольствия
культуры
образования и молодежной политики
труда и социальной защиты
промышленности и торговли
транспорта и связи
природных ресурсов и экологии
здравоохранения
цифрового развития
социально-политических исследований
стратегических исследований
лингвистических исследований
археологии и этнографии
водных проблем
проблем управления
машиноведения
физики высоких энергий
органической химии
государства и права
""")
UNIVERSITIES_RU = _pairs("""
МГУ имени М.В. Ломоносова | М.
МГУ им. М. В. Ломоносова | Москва
МГТУ им. Н.Э. Баумана | М.
СПбГУ | СПб.
Санкт-Петербургский государственный университет | Санкт-Петербург
НИУ ВШЭ | М.
Высшая школа экономики | Москва
РУДН | М.
Российский университет дружбы народов | Москва
НГУ | Новосибирск
Новосибирский государственный технический университет | Новосибирск
ТГУ | Томск
Томский политехнический университет | Томск
УрФУ | Екатеринбург
Уральский федеральный университет | Екатеринбург
КФУ | Казань
Казанский государственный университет | Казань
СГУ | Саратов
Саратовский государственный технический университет | Саратов
ВГУ | Воронеж
ФГБОУ ВО «ПГТУ» | Йошкар-Ола
ПГНИУ | Пермь
Пермский государственный университет | Пермь
ЮФУ | Ростов н/Д
Южный федеральный университет | Ростов-на-Дону
ННГУ им. Н. И. Лобачевского | Н. Новгород
ДВФУ | Владивосток
СФУ | Красноярск
РГГУ | М.
МПГУ | М.
РГПУ им. А. И. Герцена | СПб.
ИТМО | СПб.
Университет ИТМО | Санкт-Петербург
СПбПУ | СПб.
МФТИ | Долгопрудный
МИФИ | М.
НИЯУ МИФИ | Москва
БГУ | Минск
Белорусский государственный университет | Минск
Кубанский государственный университет | Краснодар
ТюмГУ | Тюмень
ОмГУ | Омск
АлтГУ | Барнаул
Самарский университет | Самара
УлГТУ | Ульяновск
ТГТУ | Тамбов
ВолГУ | Волгоград
Башкирский государственный университет | Уфа
Челябинский государственный университет | Челябинск
Институт философии РАН | М.
Институт социологии РАН | М.
РАНХиГС | М.
МГЮА | М.
МГИМО МИД России | М.
Дипломатическая академия МИД РФ | М.
""")
UNIVERSITIES_EN = _pairs("""
University of Cambridge | Cambridge
University of Oxford | Oxford
Harvard University | Cambridge, MA
Stanford University | Stanford, CA
Massachusetts Institute of Technology | Cambridge, MA
University of California, Berkeley | Berkeley, CA
Princeton University | Princeton, NJ
Yale University | New Haven, CT
University of Chicago | Chicago, IL
Columbia University | New York, NY
Cornell University | Ithaca, NY
University of Toronto | Toronto
McGill University | Montreal
University of Edinburgh | Edinburgh
University College London | London
London School of Economics and Political Science | London
ETH Zurich | Zurich
Delft University of Technology | Delft
University of Amsterdam | Amsterdam
KU Leuven | Leuven
Uppsala University | Uppsala
University of Helsinki | Helsinki
Aalto University | Espoo
Technical University of Munich | Munich
Humboldt University of Berlin | Berlin
Universität Heidelberg | Heidelberg
Charles University | Prague
University of Warsaw | Warsaw
Central European University | Budapest
University of Melbourne | Melbourne
University of Sydney | Sydney
National University of Singapore | Singapore
Tsinghua University | Beijing
University of Tokyo | Tokyo
Seoul National University | Seoul
Indiana University | Bloomington, IN
Georgia Institute of Technology | Atlanta, GA
University of Texas at Austin | Austin, TX
Ohio State University | Columbus, OH
Nazarbayev University | Astana
Lund University | Lund
University of Glasgow | Glasgow
""")
PUBLISHERS_EN = _pairs("""
Cambridge University Press | Cambridge
Oxford University Press | Oxford
Oxford University Press | New York
Springer | Berlin
Springer | Cham
Springer-Verlag | New York
Springer-Verlag | Berlin, Heidelberg
Elsevier | Amsterdam
Academic Press | New York
Academic Press | London
Wiley | Hoboken, NJ
John Wiley & Sons | New York
Wiley-Blackwell | Chichester
Blackwell | Oxford
Routledge | London
Routledge | New York
Taylor & Francis | London
CRC Press | Boca Raton, FL
SAGE | London
Sage Publications | Thousand Oaks, CA
Palgrave Macmillan | Basingstoke
Palgrave Macmillan | New York
Macmillan | London
Penguin Books | Harmondsworth
Penguin | London
Harper & Row | New York
McGraw-Hill | New York
MIT Press | Cambridge, MA
The MIT Press | Cambridge, Mass.
Harvard University Press | Cambridge, MA
Princeton University Press | Princeton, NJ
Yale University Press | New Haven
University of Chicago Press | Chicago
University of California Press | Berkeley
Stanford University Press | Stanford, CA
Cornell University Press | Ithaca
Indiana University Press | Bloomington
Duke University Press | Durham, NC
Columbia University Press | New York
Edward Elgar | Cheltenham
Brill | Leiden
De Gruyter | Berlin
Mouton de Gruyter | Berlin
Walter de Gruyter | Berlin and New York
Kluwer Academic Publishers | Dordrecht
Reidel | Dordrecht
Martinus Nijhoff | The Hague
Mouton | The Hague
John Benjamins | Amsterdam
North-Holland | Amsterdam
Addison-Wesley | Reading, MA
Prentice Hall | Englewood Cliffs, NJ
Prentice-Hall | Upper Saddle River, NJ
Pearson | Harlow
O'Reilly Media | Sebastopol, CA
Basic Books | New York
Free Press | New York
W. W. Norton | New York
Random House | New York
Simon & Schuster | New York
Knopf | New York
Verso | London
Polity Press | Cambridge
Bloomsbury | London
Suhrkamp | Frankfurt am Main
Campus Verlag | Frankfurt/Main
Gallimard | Paris
Presses Universitaires de France | Paris
Éditions du Seuil | Paris
World Scientific | Singapore
IEEE | Piscataway, NJ
IEEE | New York
ACM | New York, NY, USA
ACM Press | New York
Association for Computing Machinery | New York, NY
American Mathematical Society | Providence, RI
SIAM | Philadelphia, PA
Birkhäuser | Basel
Dover | New York
Pergamon Press | Oxford
Plenum Press | New York
Lippincott Williams & Wilkins | Philadelphia
Churchill Livingstone | Edinburgh
Mosby | St. Louis
Thieme | Stuttgart
Humana Press | Totowa, NJ
Freeman | San Francisco
W. H. Freeman | New York
Sinauer Associates | Sunderland, MA
National Academy Press | Washington, DC
The World Bank | Washington, DC
OECD Publishing | Paris
United Nations | New York
UNESCO | Paris
WHO | Geneva
Morgan Kaufmann | San Mateo, CA
Chapman and Hall | London
Edinburgh University Press | Edinburgh
Manchester University Press | Manchester
Ashgate | Aldershot
Lexington Books | Lanham, MD
Rowman & Littlefield | Lanham
Hackett | Indianapolis
Nova Science Publishers | New York
Lambert Academic Publishing | Saarbrücken
Curran Associates, Inc. | Red Hook, NY
PMLR | Cambridge
Peter Lang | Frankfurt am Main
Franz Steiner | Stuttgart
Vandenhoeck & Ruprecht | Göttingen
Harrassowitz | Wiesbaden
""")
DEGREES_RU = _lines("""
дис. ... канд. {} наук
дис. … канд. {} наук
дис. ... д-ра {} наук
дисс. … канд. {} наук
Дис. ... канд. {} наук
дис. канд. {} наук
дис. докт. {} наук
диссертация ... кандидата {} наук
диссертация … доктора {} наук
диссертация на соискание ученой степени кандидата {} наук
автореф. дис. ... канд. {} наук
автореф. дис. … д-ра {} наук
автореф. дисс. ... канд. {} наук
Автореф. дис. ... канд. {} наук
автореферат дис. ... канд. {} наук
автореферат диссертации на соискание ученой степени кандидата {} наук
автореферат диссертации ... доктора {} наук
авторефер. дис. канд. {} наук
выпускная квалификационная работа магистра
магистерская диссертация
""")
SPECIALTIES = _pairs("""
05.13.18 | физ.-мат.
01.01.02 | физ.-мат.
01.04.07 | физ.-мат.
01.02.05 | физико-математических
05.13.01 | техн.
05.11.07 | техн.
05.14.03 | технических
2.3.1 | технических
08.00.05 | экон.
08.00.10 | экономических
5.2.3 | экон.
07.00.02 | ист.
07.00.03 | исторических
5.6.1 | ист.
09.00.11 | филос.
09.00.03 | философских
10.02.01 | филол.
10.01.01 | филологических
5.9.5 | филол.
12.00.01 | юрид.
12.00.08 | юридических
5.1.4 | юрид.
13.00.01 | пед.
13.00.08 | педагогических
5.8.1 | пед.
19.00.05 | психол.
19.00.01 | психологических
22.00.04 | социол.
22.00.08 | социологических
5.4.4 | социол.
23.00.02 | полит.
23.00.04 | политических
14.01.04 | мед.
14.00.27 | медицинских
3.1.18 | мед.
03.02.08 | биол.
03.00.16 | биологических
02.00.03 | хим.
25.00.36 | геогр.
25.00.08 | геол.-минерал.
06.01.01 | с.-х.
17.00.04 | искусствоведения
24.00.01 | культурологии
""")
DEGREES_EN = _lines("""
PhD thesis
Ph.D. thesis
PhD diss.
Ph.D. dissertation
Doctoral dissertation
Unpublished doctoral dissertation
Master's thesis
M.S. thesis
MSc thesis
Master thesis
Bachelor's thesis
Dissertation
Thesis
Doctoral thesis
MA thesis
Ph. D. Thesis
Thesis for the degree of Master of Science
Thesis for the degree of Master of Technology in Electronics
Dissertation for the degree of Doctor of Philosophy
Ph.D. thesis in Computer Science
Master's Thesis in Electrical Engineering
Habilitation thesis
""")
GENRES_RU = _lines("""
учебник
учебник для вузов
учебное пособие
учеб. пособие
учеб. пособие для вузов
учеб. для вузов
учебно-методическое пособие
учебник и практикум для вузов
учебник для студентов вузов
монография
коллективная монография
сборник статей
сб. ст.
сб. науч. тр.
справочник
хрестоматия
практикум
курс лекций
конспект лекций
методические указания
научное издание
словарь
энциклопедия
каталог
материалы и исследования
учебное пособие для бакалавров
в 2 т.
в 3 т.
избранные труды
очерки истории
роман
практическое руководство
научно-практический комментарий
атлас
библиографический указатель
""")
GENRES_EN = _lines("""
Technical report
Tech. Rep.
Working paper
Report
Research report
Discussion paper
White paper
Policy brief
NBER Working Paper
Policy Research Working Paper
Fact sheet
Annual report
IZA Discussion Paper
Internal report
Technical Report
Briefing paper
""")
REPORTS_EN = _lines("""
World Migration Report {}
Global Trends in Forced Displacement {}
Annual Report {}
Country Report on {}
Labour Migration in {}
Human Development Report {}
Global Status Report on Road Safety {}
Situation of Migrant Workers in {}
Trafficking in Persons Report: {}
Remittances and Development in {}
Guidelines for the Management of Hypertension in {}
Education at a Glance {}: OECD Indicators
World Development Indicators {}
Doing Business {}: Equal Opportunity for All
Statistical Yearbook of {}
Review of Maritime Transport {}
Global Financial Stability Report, {}
""")
SERIES_RU = _lines("""
Бакалавр и магистр
Бакалавр. Академический курс
Высшее образование
Высшее образование: Бакалавриат
Учебник для вузов
Библиотека всемирной литературы
Научная библиотека
Жизнь замечательных людей
Литературные памятники
Памятники исторической мысли
Библиотека поэта
Классический университетский учебник
Академический курс
Мастера психологии
Философское наследие
Труды исторического факультета
Библиотека программиста
Золотая коллекция
Теория и практика
""")
SERIES_EN = _lines("""
Lecture Notes in Computer Science, vol. {}
Lecture Notes in Mathematics {}
Springer Series in Solid-State Sciences, Vol. {}
Cambridge Studies in Social Anthropology
Oxford Studies in Nonlinear Optics
Graduate Texts in Mathematics {}
Penguin Classics
Routledge Contemporary Russia Series
Studies in Computational Intelligence, {}
Methods in Molecular Biology, vol. {}
Wiley Series in Probability and Statistics
Monographs on Statistics and Applied Probability {}
""")
ARCHIVES = _lines("""
ГАРФ
РГАЛИ
РГАСПИ
РГВИА
РГИА
РГАДА
РГАЭ
РГАНИ
АВПРФ
ЦАМО РФ
ЦГА СПб
Центральный государственный архив г. Москвы (ЦГАМ)
Государственный архив Российской Федерации (ГАРФ)
Государственный архив Самарской области
Государственный архив Томской области
ГАНО
ГАСО
ГАПК
Архив РАН
ОР РНБ
НИОР РГБ
ЦДНИСО
Российский государственный исторический архив
Национальный архив Республики Татарстан
Архив внешней политики Российской империи
Центральний державний історичний архів України
ЦДАВО України
""")
LAW_KINDS = _pairs("""
Федеральный закон | № {}-ФЗ
Федеральный закон Российской Федерации | № {}-ФЗ
федеральный закон | № {}-ФЗ
федер. закон | № {}-ФЗ
Федеральный конституционный закон | № {}-ФКЗ
закон РФ | № {}-I
Закон Российской Федерации | № {}-1
постановление Правительства Российской Федерации | № {}
Постановление Правительства РФ | № {}
Указ Президента Российской Федерации | № {}
Указ Президента РФ | № {}
распоряжение Правительства РФ | № {}-р
приказ Минобрнауки России | № {}
Приказ Министерства здравоохранения Российской Федерации | № {}н
приказ Минздрава России | № {}н
Постановление Пленума Верховного Суда РФ | № {}
постановление Конституционного Суда РФ | № {}-П
письмо Минфина России | № 03-{}
Закон города Москвы | № {}
закон Самарской области | № {}-ГД
""")
DOCUMENTATION = _lines("""
Java Help Center
Документация по Python
MySQL Documentation
Документация PostgreSQL
OpenCV documentation
Django Project
NumPy User Guide
Unity User Manual
React. Руководство
Справочник по Visual Studio
Google Maps Platform
Keras: the Python deep learning API
Qt Documentation
Arduino Reference
Справочная служба Яндекса
Docker Docs
Kubernetes Documentation
Портал госзакупок
Единая информационная система в сфере закупок
Электронная библиотека РГБ
Национальный корпус русского языка
Реестр недобросовестных поставщиков
Карта сайта
Каталог продукции компании «Овен»
Официальный сайт ООО «Прогресс»
База данных патентов
Сайт Всемирного банка
""")
GIVEN_RU = [
    "Александр",
    "Алексей",
    "Анатолий",
    "Андрей",
    "Антон",
    "Борис",
    "Вадим",
    "Валерий",
    "Василий",
    "Виктор",
    "Виталий",
    "Владимир",
    "Вячеслав",
    "Геннадий",
    "Георгий",
    "Григорий",
    "Денис",
    "Дмитрий",
    "Евгений",
    "Иван",
    "Игорь",
    "Илья",
    "Кирилл",
    "Константин",
    "Леонид",
    "Максим",
    "Михаил",
    "Николай",
    "Олег",
    "Павел",
    "Пётр",
    "Роман",
    "Сергей",
    "Степан",
    "Фёдор",
    "Юрий",
    "Яков",
    "Анна",
    "Валентина",
    "Вера",
    "Галина",
    "Дарья",
    "Екатерина",
    "Елена",
    "Жанна",
    "Зоя",
    "Ирина",
    "Ксения",
    "Лариса",
    "Людмила",
    "Мария",
    "Надежда",
    "Наталья",
    "Нина",
    "Оксана",
    "Ольга",
    "Полина",
    "Раиса",
    "Светлана",
    "Софья",
    "Татьяна",
    "Юлия",
]
GIVEN_EN = [
    "John",
    "Mary",
    "James",
    "Robert",
    "Patricia",
    "Michael",
    "Linda",
    "William",
    "Elizabeth",
    "David",
    "Barbara",
    "Richard",
    "Susan",
    "Joseph",
    "Jessica",
    "Thomas",
    "Sarah",
    "Charles",
    "Karen",
    "Anna",
    "Peter",
    "Wei",
    "Li",
    "Hiroshi",
    "Yuki",
    "Pierre",
    "Marie",
    "Hans",
    "Klaus",
    "Maria",
    "Carlos",
    "Sofia",
    "Giulia",
    "Ahmed",
    "Fatima",
    "Raj",
    "Priya",
    "Emma",
    "Lars",
    "Ingrid",
    "Jean-Paul",
    "Mark",
    "Daniel",
    "Laura",
    "Kevin",
    "Alice",
    "George",
    "Helen",
    "Simon",
    "Ruth",
]
UKRAINIAN = _lines("""
Журнал: Український історичний журнал
Журнал: Вісник Львівського університету. Серія історична
Журнал: Наукові записки НаУКМА
Журнал: Економіка України
Журнал: Філософська думка
Журнал: Вісник НАН України
Журнал: Актуальні проблеми економіки
Журнал: Науковий вісник Чернівецького університету
Журнал: Право України
Журнал: Мовознавство
Журнал: Соціологія: теорія, методи, маркетинг
Журнал: Технологічний аудит та резерви виробництва
Журнал: Вісник Київського національного університету імені Тараса Шевченка
Журнал: Системи обробки інформації
Прізвище: Шевченко
Прізвище: Коваленко
Прізвище: Бондаренко
Прізвище: Ткаченко
Прізвище: Кравчук
Прізвище: Мельник
Прізвище: Савчук
Прізвище: Гнатюк
Прізвище: Іваненко
Прізвище: Литвин
Прізвище: Поліщук
Прізвище: Яковенко
Прізвище: Зінченко
Прізвище: Дзюба
Прізвище: Грицак
Прізвище: Їжакевич
Назва: Становлення та розвиток громадянського суспільства в Україні
Назва: Інформаційні технології в управлінні навчальним процесом
Назва: Правове регулювання трудової міграції населення
Назва: Методи оцінювання якості програмного забезпечення
Назва: Особливості перекладу наукової термінології
Назва: Історія української культури
Назва: Економічна безпека держави: теорія і практика
Назва: Моделювання процесів теплообміну в енергетичних установках
Назва: Соціальна відповідальність бізнесу в умовах глобалізації
Назва: Психологічні чинники професійного вигорання вчителів
Назва: Архітектура сучасних веб-застосунків
Назва: Державна політика у сфері охорони здоров'я
Назва: Мовна картина світу у творах Лесі Українки
Назва: Методика викладання математики у старшій школі
Назва: Екологічний моніторинг річкових басейнів
Назва: Вплив війни на аграрний сектор економіки
Видавництво: Наукова думка
Видавництво: Либідь
Видавництво: Вища школа
Видавництво: Центр навчальної літератури
Видавництво: Світ
Видавництво: Видавництво Львівської політехніки
Видавництво: Фоліо
Видавництво: Києво-Могилянська академія
Місто: Київ
Місто: Львів
Місто: Харків
Місто: Одеса
Місто: Дніпро
Місто: Чернівці
Місто: К.
Місто: Х.
""")
