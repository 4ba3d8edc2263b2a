"""Putting right in the browser: what is decided there is a judgement, and holds in the next graph."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from errno import ENOSPC
from html import unescape
from os import strerror
from pathlib import Path
from re import findall

import pytest
from fastapi.testclient import TestClient
from starlette.datastructures import FormData

from graph.build.run import ReportInput, build_snapshot
from graph.iris import DEFAULT_BASE
from graph.judgements import Kind, Verdict, load_judgements
from graph.office.journal import read_notes
from graph.review.kept import QUESTIONS, KeptQuestion, load_questions
from graph.snapshots.snapshot import DataFolder
from graph.value_words import told_line
from graph.values import read_value, value_text
from loaders.batch import read_batch
from ontology.codec import to_json
from ontology.speech import Speech
from tests.reports import build_report, event
from tests.web.office.clients import csrf_in, office_client, post, signed_in, with_people
from web.office.values import parts_of, value_sent
from web.site import index_snapshot

pytestmark = pytest.mark.slow

ROW = "report/q3/entry/1"
ANCHORS = ("csrf", "about", "report", "title", "field", "value", "seen")
CONTENT = (
    "Подписано соглашение между МБОУ «Гимназия № 9» и ГУО «Гимназия № 2 г. Орши». "
    "Присутствовал директор А.А. Иваненко. Выступил коллектив «Купалинка»."
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of two rows, as the command builds it."""
    data = with_people(tmp_path_factory.mktemp("corrections") / "data")
    guests = event(2, title="Вечер школ", content="Гости из ГУО «Гимназия № 2 г. Орши»")
    build_report(data.parent / "q3.docx", "Город Смоленск", event(1, content=CONTENT), guests)
    build(data)
    return data


def build(data: Path) -> None:
    """The graph of the report with what was decided."""
    folder = DataFolder(data)
    batch = read_batch([data.parent / "q3.docx"], folder.cache)
    assert batch.failed == ()
    build_snapshot(
        [ReportInput(one.key, one.facts, one.file) for one in batch.read],
        folder,
        prepare=lambda snapshot: index_snapshot(folder, snapshot, DEFAULT_BASE),
    )


@pytest.fixture
def data(built: Path) -> Iterator[Path]:
    """The graph before anybody decided."""
    (built / "judgements.jsonl").unlink(missing_ok=True)
    build(built)
    yield built


def form_of(page: str, field: str, text: str = "") -> dict[str, str]:
    """The hidden fields of the form for a fact of that field whose value says the text."""
    for one in page.split('<li class="judged')[1:]:
        hidden = {name: unescape(value) for name, value in findall(r'name="([a-z]+)" value="([^"]*)"', one)}
        if hidden.get("field") == field and text in hidden["value"]:
            return {
                name: hidden[name] for name in ("csrf", "about", "report", "title", "field", "value", "seen")
            }
    raise AssertionError(f"no {field} with {text}")


def page_of(client: TestClient) -> str:
    return client.get(f"/correct?about={ROW}").text


def labels(data: Path, kind: str) -> set[str]:
    """What the served graph calls its things of a kind."""
    index = DataFolder(data).current().path / "explorer.sqlite"
    with closing(sqlite3.connect(index)) as db:
        return {row[0] for row in db.execute("SELECT ru FROM thing WHERE kind = ?", (kind,))}


def path_of(data: Path, kind: str, name: str) -> str:
    """The path of the thing of that name."""
    with closing(sqlite3.connect(DataFolder(data).current().path / "explorer.sqlite")) as db:
        return str(db.execute("SELECT path FROM thing WHERE kind = ? AND ru = ?", (kind, name)).fetchone()[0])


def test_a_reader_sees_no_way_to_correct_and_an_editor_does(data: Path) -> None:
    path = f"/id/{ROW}"
    assert "/correct?" not in signed_in(data, "Вера").get(path).text
    assert f"/correct?about={ROW}" in signed_in(data, "Пётр").get(path).text


def test_a_rejected_and_a_corrected_fact_are_so_in_the_next_graph(data: Path) -> None:
    client = signed_in(data, "Пётр")
    page = page_of(client)
    other = form_of(page, "orgs", "Гимназия № 9")
    answer = client.post(
        "/correct/fact", data={**other, "verdict": "correct", "part.name": "Лицей № 9", "part.country": "RU",
                               "part.place": "Смоленск", "part.kind": "education"},
    )  # fmt: skip
    assert answer.status_code == 303, answer.text.partition('role="alert"')[2][:300]
    rejected = form_of(page, "orgs", "Гимназия № 2")
    assert client.post("/correct/fact", data={**rejected, "verdict": "reject"}).status_code == 303
    shown = page_of(client)
    assert "Решено: неверно (Пётр" in shown
    assert "Лицей № 9" in shown
    assert {one.by for one in load_judgements(data / "judgements.jsonl")} == {"Пётр"}
    # Who may decide sees it at once, everybody from the next update on.
    stranger = office_client(data)
    pending = client.get(f"/id/{ROW}").text
    assert "Решено: неверно (Пётр" in pending
    assert "Подействует в следующем обновлении" in pending
    assert "Решено" not in stranger.get(f"/id/{ROW}").text
    build(data)
    for page in (f"/id/{ROW}", "/id/" + path_of(data, "organisation", "Лицей № 9")):
        shown = stranger.get(page).text
        assert "Решено иначе (Пётр" in shown
        assert "Подействует" not in shown
    assert "Лицей № 9" in labels(data, "organisation")
    assert not any("Гимназия № 9" in one for one in labels(data, "organisation"))


def test_what_was_missed_is_added_with_its_words(data: Path) -> None:
    client = signed_in(data, "Пётр")
    fields = {
        "about": ROW, "report": "q3", "title": "Встреча с делегацией г. Орши", "field": "persons",
        "verdict": "add", "words": "директор А.А. Иваненко", "part.name": "А.А. Иваненко-Новая",
        "part.post": "директор",
        "part.country": "BY", "part.organisation": "",
    }  # fmt: skip
    assert post(client, "/correct/fact", page=f"/correct?about={ROW}", **fields).status_code == 303
    assert "Добавлено (Пётр" in page_of(client)
    build(data)
    assert any("Иваненко-Новая" in one for one in labels(data, "person"))
    assert "Иваненко-Новая" in unescape(page_of(client))
    # Taken back, it is gone from the graph after.
    about = load_judgements(data / "judgements.jsonl")[0].about
    token = csrf_in(client.get(f"/correct?about={ROW}"))
    client.post("/correct/undo", data={"csrf": token, "about": ROW, "key": list(about)})
    assert load_judgements(data / "judgements.jsonl") == ()
    build(data)
    assert not any("Иваненко-Новая" in one for one in labels(data, "person"))


def test_a_value_that_cannot_be_read_is_told_of_and_nothing_is_written(data: Path) -> None:
    client = signed_in(data, "Пётр")
    dates = form_of(page_of(client), "dates")
    parts = {"part.start": "05.07.2024", "part.end": "01.07.2024", "part.precision": "day"}
    answer = client.post("/correct/fact", data={**dates, "verdict": "correct", **parts})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert not (data / "judgements.jsonl").exists()


def test_two_people_who_decide_the_same_fact_are_told_of_each_other(data: Path) -> None:
    one, other = signed_in(data, "Пётр"), signed_in(data, "Анна")
    first, second = (form_of(page_of(client), "orgs", "Гимназия № 9") for client in (one, other))
    assert one.post("/correct/fact", data={**first, "verdict": "reject"}).status_code == 303
    conflict = other.post("/correct/fact", data={**second, "verdict": "accept"})
    assert conflict.status_code == 409
    assert "неверно (Пётр" in conflict.text
    assert 'Ваше решение: <b lang="ru">верно</b>' in conflict.text
    line = read_notes(data)[0].about
    assert line.startswith("Встреча с делегацией г. Орши – организация: ")
    assert line.endswith(" – неверно")
    assert " | " not in line, "the journal is for people"
    assert [judgement.by for judgement in load_judgements(data / "judgements.jsonl")] == ["Пётр"]
    seen = unescape(findall(r'name="seen" value="([^"]*)"', conflict.text)[0])
    anyway = {**second, "verdict": "accept", "seen": seen}
    assert other.post("/correct/fact", data=anyway).status_code == 303
    assert [judgement.by for judgement in load_judgements(data / "judgements.jsonl")] == ["Анна"]


def test_two_people_who_answer_the_same_question_are_told_of_each_other(data: Path) -> None:
    one, other = signed_in(data, "Пётр"), signed_in(data, "Анна")
    page = other.get("/review").text
    hidden = {
        name: unescape(value) for name, value in findall(r'name="(key|next|csrf)" value="([^"]*)"', page)
    }
    key = hidden["key"]
    assert post(one, "/review/decide", page="/review", key=key, verdict="accept").status_code == 303
    conflict = other.post("/review/decide", data={**hidden, "verdict": "reject"})
    assert conflict.status_code == 409
    assert "(Пётр" in conflict.text
    assert [judgement.by for judgement in load_judgements(data / "judgements.jsonl")] == ["Пётр"]
    seen = unescape(findall(r'name="seen" value="([^"]*)"', conflict.text)[0])
    again = other.post("/review/decide", data={**hidden, "verdict": "reject", "seen": seen})
    assert again.status_code == 303
    assert [judgement.by for judgement in load_judgements(data / "judgements.jsonl")] == ["Анна"]
    # Who decides the same as somebody else is held up by nothing.
    assert post(one, "/review/decide", page="/review", key=key, verdict="reject").status_code == 303


def test_things_are_merged_by_name(data: Path) -> None:
    client = signed_in(data, "Пётр")
    before = labels(data, "organisation")
    path = findall(r'href="/id/(organisation/[^"?]+)"', client.get("/browse/organisation").text)[0]
    page = f"/correct?about={path}&whole=1"
    assert "нет" in post(client, "/correct/merge", page=page, about=path, other="Никто").text
    own = unescape(client.get(page).text)
    other = next(name for name in sorted(before) if f"прочитанное: {name}<" not in own)
    assert post(client, "/correct/merge", page=page, about=path, other=other).status_code == 303
    build(data)
    assert len(labels(data, "organisation")) == len(before) - 1


def test_the_queue_is_answered_undone_and_filtered(data: Path) -> None:
    client = signed_in(data, "Пётр")
    questions = load_questions(DataFolder(data).current().path)
    assert questions
    page = client.get("/review").text
    key = findall(r'name="key" value="([0-9a-f]+)"', page)[0]
    fields = {"key": key, "next": "", "verdict": "accept"}
    answer = post(client, "/review/decide", page="/review", **fields)
    assert answer.status_code == 303
    assert len(load_judgements(data / "judgements.jsonl")) == 1
    last = list(load_judgements(data / "judgements.jsonl")[0].about)
    token = csrf_in(client.get("/review"))
    assert client.post("/review/undo", data={"csrf": token, "last": last}).status_code == 303
    assert load_judgements(data / "judgements.jsonl") == ()
    assert post(client, "/review/decide", page="/review", key="0" * 12, verdict="accept").status_code == 400
    assert post(client, "/review/decide", page="/review", key=key, verdict="perhaps").status_code == 400
    assert "kind=" in page


def test_what_else_a_fact_may_be_is_taken_by_one_key(data: Path) -> None:
    words = (load_questions(DataFolder(data).current().path)[0].words[0], "sport")
    asked = KeptQuestion(
        Kind.FACT, ("first", "sectors"), words, {}, "турнир", (), 0.4, ((), ()), (),
        alternatives=("youth", "culture"),
    )  # fmt: skip
    with asking(data, asked):
        client = signed_in(data, "Пётр")
        page = client.get("/review").text
        assert 'data-key="4"' in page
        assert "Молодёжная политика" in page.partition('data-key="4"')[2].partition("</form>")[0]
        sent = {"key": asked.key, "next": "", "verdict": "correct"}
        unknown = post(client, "/review/decide", page="/review", **sent, alternative="cuisine")
        assert unknown.status_code == 400
        taken = post(client, "/review/decide", page="/review", **sent, alternative="culture")
        assert taken.status_code == 303
        (made,) = load_judgements(data / "judgements.jsonl")
        assert (made.verdict, made.correction, made.by) == (Verdict.CORRECT, "culture", "Пётр")


@pytest.mark.parametrize(
    ("field", "line", "told"),
    [
        ("orgs", "Лицей № 9 | BY |  | education", "Лицей № 9 · Беларусь · Образование и наука"),
        ("dates", "2025-05-15 | 2025-05-18 | day", "15–18 мая 2025"),
        ("countries", "BY", "Беларусь"),
        ("participants", "500 | 700", "500–700"),
        ("sectors", "culture", "Культура"),
        (
            "twinning",
            "Вязьма | city | RU | ru/vyazma <> Орша | city | BY | by/orsha",
            "Вязьма · город · Россия – Орша · город · Беларусь",
        ),
        (
            "agreements",
            "contract | signed | Договор |  | № 5 | Музей; Архив | culture | ended | на 3 года / / 36",
            "Договор · Подписано · Договор · № 5 · Музей; Архив · Прекращено · на 3 года",
        ),
        ("orgs", "a | b | c | d | e | f | g | h", "a · b · c · d · e · f · g · h"),
    ],
)
def test_values_are_told_in_words(field: str, line: str, told: str) -> None:
    assert told_line(field, line, Speech("ru")).replace("\xa0", " ") == told


def test_a_spelling_is_split_off_and_put_back(data: Path) -> None:
    client = signed_in(data, "Пётр")
    path = next(
        one for one in findall(r'href="/id/(organisation/[^"?]+)"', client.get("/browse/organisation").text)
        if "orsh" in one
    )  # fmt: skip
    page = f"/correct?about={path}&whole=1"
    before = labels(data, "organisation")
    spelling = "ГУО «Гимназия № 2 г. Орши»"
    sent = post(client, "/correct/split", page=page, about=path, spelling=spelling)
    assert sent.status_code == 303
    (held,) = load_judgements(data / "judgements.jsonl")
    assert (held.kind, held.verdict, held.by) == (Kind.ORGANISATION, Verdict.DIFFERENT, "Пётр")
    assert spelling in unescape(client.get(page).text)
    build(data)
    token = csrf_in(client.get(page))
    undone = client.post("/correct/undo", data={"csrf": token, "about": path, "key": list(held.about)})
    assert undone.status_code == 303
    assert load_judgements(data / "judgements.jsonl") == ()
    build(data)
    assert labels(data, "organisation") == before


def test_a_full_disk_is_told_of_and_loses_no_decision(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(data, "Пётр")
    first = form_of(page_of(client), "orgs", "Гимназия № 9")
    assert client.post("/correct/fact", data={**first, "verdict": "reject"}).status_code == 303
    held = (data / "judgements.jsonl").read_bytes()
    second = form_of(page_of(client), "orgs", "Гимназия № 2")

    def full(*_: object) -> None:
        raise OSError(ENOSPC, strerror(ENOSPC))

    monkeypatch.setattr("os.fsync", full)
    answer = client.post("/correct/fact", data={**second, "verdict": "reject"})
    assert answer.status_code == 503
    assert "Освободите место" in answer.text
    assert "нет места на диске" in answer.text
    monkeypatch.undo()
    assert (data / "judgements.jsonl").read_bytes() == held


MORE = "/ 2030-02-01 /  / yes |  |  |  |  | 2025-02-01"
VYAZMA, ORSHA = "Вязьма | city | RU | ru/vyazma", "Орша | city | BY | by/orsha"


@pytest.mark.parametrize(
    ("field", "held", "typed", "sent"),
    [
        ("twinning", f"{VYAZMA} <> {ORSHA}", {}, f"{VYAZMA} <> {ORSHA}"),
        (
            "twinning",
            f"{VYAZMA} <> {ORSHA}",
            {"2.name": "Оршанский район", "2.kind": "district"},
            f"{VYAZMA} <> Оршанский район | district | BY",
        ),
        ("venues", ORSHA, {"kind": "district"}, "Орша | district | BY"),
        (
            "agreements",
            "contract | signed | Договор | 2024-05-10 | № 5 | Музей; Архив | culture | ended | на год / / 12",
            {"life": "", "term.text": "", "term.months": "", "parties": "Музей; Театр", "date": "11.05.2024"},
            "contract | signed | Договор | 2024-05-11 | № 5 | Музей; Театр | culture",
        ),
        (
            "agreements",
            "contract | signed | Договор |  |  | Музей; Архив",
            {"life": "prolonged", "life_date": "01.02.2025", "term.until": "01.02.2030",
             "sectors": "Культура; sport", "term.automatic": "yes"},
            "contract | signed | Договор |  |  | Музей; Архив | culture; sport | prolonged | " + MORE,
        ),
    ],
)  # fmt: skip
def test_a_form_asks_for_every_part_and_sends_it_back(
    field: str, held: str, typed: dict[str, str], sent: str
) -> None:
    """What the form holds comes back as it was; what is typed in it is another value."""
    parts = parts_of(field, read_value(field, held), "ru")
    assert set(typed) <= {one.name for one in parts}
    told = {
        f"part.{one.name}": Speech("ru").written_date(one.value) if one.is_day else one.value for one in parts
    }
    typed = {f"part.{name}": value for name, value in typed.items()}
    assert value_sent(field, FormData(told), held) == value_text(read_value(field, held))
    read = read_value(field, value_sent(field, FormData({**told, **typed}), held))
    assert read == read_value(field, sent)


def test_twins_are_put_right_by_a_form_of_two_places(data: Path) -> None:
    client = signed_in(data, "Пётр")
    page = client.get(f"/correct?about={ROW}&add=twinning").text
    assert "PlaceRef" not in page
    places = {"1.name": "Смоленск", "1.kind": "city", "1.country": "RU",
              "2.name": "Орша", "2.kind": "city", "2.country": "BY"}  # fmt: skip
    assert all(f'name="part.{name}"' in page for name in places)
    sent = {
        "csrf": csrf_in(client.get("/review")), "about": ROW, "report": "q3", "field": "twinning",
        "verdict": "add", "title": "Встреча с делегацией г. Орши", "words": "Гимназия № 2 г. Орши",
        **{f"part.{name}": value for name, value in places.items()},
    }  # fmt: skip
    assert client.post("/correct/fact", data=sent).status_code == 303
    assert "Смоленск · город · Россия – Орша · город · Беларусь" in unescape(page_of(client))
    build(data)
    with closing(sqlite3.connect(DataFolder(data).current().path / "explorer.sqlite")) as db:
        assert db.execute("SELECT count(*) FROM partnership WHERE twinned").fetchone()[0] == 1


def test_of_what_one_row_tells_the_facts_of_the_row_are_shown_at_once(data: Path) -> None:
    client = signed_in(data, "Пётр")
    path = path_of(data, "event", "Вечер школ")
    answer = client.get(f"/correct?about={path}")
    assert answer.status_code == 303
    page = client.get(answer.headers["location"])
    assert '<li class="judged' in page.text
    link = unescape(findall(r'href="(/correct[^"]*whole=1[^"]*)"', page.text)[0])
    assert "/correct/merge" in client.get(link).text


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [
        ("organisation", "ГУО «Гимназия № 2 г. Орши»", "Образование и наука · Орша · Беларусь"),
        ("person", "А.А. Иваненко", "директор"),
        ("event", "Вечер школ", "5 июля 2024 · Смоленск"),
        (
            "agreement",
            "Соглашение",
            "Подписано · 5 июля 2024 · МБОУ «Гимназия № 9»; ГУО «Гимназия № 2 г. Орши»",
        ),
    ],
)
def test_two_that_may_be_one_are_told_apart(data: Path, kind: str, name: str, told: str) -> None:
    """Each side of a question says where it is, what it is, when it was."""
    path = path_of(data, kind, name)
    asked = KeptQuestion(Kind(kind), (path, path), (name, name), {}, "", (), 0.4, ((), ()), ())
    with asking(data, asked):
        page = unescape(signed_in(data, "Пётр").get("/review").text).replace("\xa0", " ")
    assert page.count('class="apart"') == 2
    assert told in page.partition('class="apart">')[2].partition("</span>")[0]


@contextmanager
def asking(data: Path, *questions: KeptQuestion) -> Iterator[None]:
    """The queue of the served graph is these questions alone."""
    file = DataFolder(data).current().path / QUESTIONS
    before = file.read_text("utf-8")
    lines = [json.dumps(to_json(one), ensure_ascii=False) + "\n" for one in questions]
    file.write_text("".join(lines), encoding="utf-8")
    load_questions.cache_clear()
    try:
        yield
    finally:
        file.write_text(before, encoding="utf-8")
        load_questions.cache_clear()
