"""Joining and parting names from the page of an entity: the page, the forms, the journal, and who may."""

import re
import threading

import pytest
import yaml
from review_sample import make_result, save, write_sources
from test_review_permissions import PEOPLE, SENT_FROM

from atodds.curation import load_curation
from atodds.errors import CurationError
from atodds.model.records import Entity
from atodds.naming import JOURNAL, SECTION, NameDecision, Say
from atodds.review import namebook

PAGE = "/-/atodds/entity/harbour"
NAMES = ("Harbour", "the Harbour", "Quay", "the port")
REASONS = ("Quay is introduced in brackets after Harbour: “The storm closed the harbour”", "“port” begins only “port of call”")


def named(site, names=NAMES, reasons=REASONS, *others):
    """A run finds the entity under these names."""
    result = make_result(write_sources(site.workspace.root))
    claims = tuple(c.model_copy(update={"subject": "the port"}) if n == 3 else c for n, c in enumerate(result.claims))
    claims = tuple(c.model_copy(update={"subject": "Harbour"}) if c.subject == "the storm" else c for c in claims)
    entity = Entity(key="harbour", name="Harbour", names=names, reasons=reasons)
    more = tuple(Entity(key=o.casefold(), name=o, names=(o,)) for o in others)
    save(site.workspace, result.model_copy(update={"claims": claims, "entities": (entity, *more)}))


@pytest.fixture
def desk(site):
    named(site, NAMES, REASONS, "Ferry company")
    return site


def fields(desk, who="ana", **more):
    """What a browser would send of the page's forms."""
    page = desk.ask(PAGE, who).text
    (version,) = set(re.findall(r'name="version" value="([^"]+)"', page))
    return {"id": namebook.new_id(), "version": version, **more}


def send(desk, who="ana", **more):
    return desk.ask(f"{PAGE}/names", who, "post", data=fields(desk, "ana", **more))


def journal(desk):
    return namebook.read(desk.workspace.claims)


def test_the_page_says_why_the_names_were_joined(desk):
    page = desk.ask(PAGE, "reader").text
    assert "One thing under 3 names" in page  # "the Harbour" is a spelling of "Harbour"
    assert re.search(
        r"<b>Harbour</b> <span class=\"quiet\">also the Harbour</span></td><td class=\"num\">5</td><td class=\"num\">2</td>", page
    )
    assert re.search(r"<b>the port</b></td><td class=\"num\">1</td><td class=\"num\">1</td>", page)
    assert "only mentioned" in page  # "Quay" is the subject of no claim
    # The document's own words lead to the document that has them; other reasons are words of the program.
    assert re.search(r"“The storm closed the harbour” in <a href=\"/-/atodds/document/harbour-post~2Emd\">", page)
    assert "“port” begins only “port of call”</li>" in page
    assert '<form method="post" action="/-/atodds/entity' not in page  # a reader decides nothing


def test_parting(desk):
    answer = send(desk, do="part", note="another harbour", **{"part-3": "the port"})
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    (decision,) = journal(desk)
    assert (decision.by, decision.say, decision.note) == ("ana", Say.NOT_SAME, "another harbour")
    assert set(decision.pairs) == {("the port", "Harbour"), ("the port", "Quay")}
    curation, problems = load_curation(desk.workspace.claims)
    assert problems == []
    assert set(curation.apart) == set(decision.pairs)
    page = desk.ask(PAGE, "ben").text
    assert "takes effect with the next run" in page
    assert "◌ with the next run" in page
    assert "another harbour" in page
    named(desk, ("Harbour", "Quay"), (), "the port")  # a run obeys it
    page = desk.ask(PAGE, "ben").text
    assert "✓ obeyed" in page
    assert "takes effect with the next run" not in page


def test_joining(desk):
    assert send(desk, do="join", other=" ferry   COMPANY ").status_code == 303
    assert [d.pairs for d in journal(desk)] == [(("Harbour", "ferry COMPANY"),)]
    assert load_curation(desk.workspace.claims)[0].aliases == (("Harbour", "ferry COMPANY"),)
    assert "◌ with the next run" in desk.ask(PAGE, "ana").text
    assert "◌ with the next run" in desk.ask("/-/atodds/entity/ferry+company", "ana").text  # on the page of the other as well
    named(desk, (*NAMES, "Ferry company"))
    assert "✓ obeyed" in desk.ask(PAGE, "ana").text
    # The address of the name that was joined leads to the entity.
    assert desk.ask("/-/atodds/entity/ferry+company", "ana").headers["location"] == PAGE


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"do": "part"}, "Mark the names that mean something else"),
        ({"do": "part", "part-1": "Harbour", "part-2": "Quay", "part-3": "the port"}, "Leave at least one name"),
        ({"do": "part", "part-1": "no such name"}, "Mark the names"),
        ({"do": "join"}, "Write the other name"),
        ({"do": "join", "other": "x" * 201}, "Write the other name"),
        ({"do": "join", "other": "Atlantis"}, "No document speaks of “Atlantis”"),
        ({"do": "join", "other": "The Port"}, "is a name of it already"),
        ({"do": "join", "other": "Ferry company", "note": "x" * 2001}, "The reason is longer"),
        ({"do": "withdraw", "decision": "n0"}, "There is no such decision"),
        ({"do": "nonsense"}, "The form is incomplete"),
        ({}, "The form is incomplete"),
        ({"do": "join", "other": "Ferry company", "id": "../../x"}, "The form is incomplete"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(desk, sent, wrong):
    answer = send(desk, **sent)
    assert answer.status_code == 400
    assert wrong in answer.text
    assert not (desk.workspace.claims / JOURNAL).exists()


def test_what_was_typed_is_kept(desk):
    text = send(desk, do="join", other="Atlantis", note="see the map").text
    assert 'value="Atlantis"' in text
    assert 'value="see the map"' in text
    text = send(desk, do="part", note="x" * 2001, **{"part-2": "Quay"}).text
    assert 'value="Quay" checked' in text


def test_names_that_a_run_has_changed_meanwhile(desk):
    form = fields(desk, do="part", note="my thought", **{"part-3": "the port"})
    named(desk, ("Harbour", "the port"))
    answer = desk.ask(f"{PAGE}/names", "ana", "post", data=form)
    assert answer.status_code == 409
    assert "A run has changed these names" in answer.text
    assert "my thought" in answer.text
    assert journal(desk) == []
    named(desk, ("Pier",), ())
    save(desk.workspace, make_result(write_sources(desk.workspace.root)).model_copy(update={"entities": ()}))
    gone = desk.ask(f"{PAGE}/names", "ana", "post", data=form)
    assert gone.status_code == 404
    assert "my thought" in gone.text


def test_a_double_click_adds_nothing(desk):
    form = fields(desk, do="part", **{"part-3": "the port"})
    assert [desk.ask(f"{PAGE}/names", "ana", "post", data=form).status_code for _ in range(3)] == [303, 303, 303]
    assert len(journal(desk)) == 1


def test_history_is_kept_and_the_last_word_counts(desk):
    send(desk, "ana", do="part", **{"part-3": "the port"})
    send(desk, "ben", do="part", note="me too", **{"part-3": "the port"})
    first, second = journal(desk)
    assert (first.by, second.by) == ("ana", "ben")
    page = desk.ask(PAGE, "ana").text
    assert page.count("replaced") == 1
    assert page.count("Take back") == 0  # hers was replaced, the other is his
    assert desk.ask(PAGE, "ben").text.count("Take back") == 1
    # Only whoever decided, or an adjudicator, takes it back.
    assert "Only ben or an adjudicator" in send(desk, "ana", do="withdraw", decision=second.id).text
    assert send(desk, "ben", do="withdraw", decision=second.id).status_code == 303
    assert load_curation(desk.workspace.claims)[0].apart == (("the port", "Harbour"), ("the port", "Quay"))  # ana's holds again
    assert send(desk, "adjudicator", do="withdraw", decision=first.id).status_code == 303
    assert load_curation(desk.workspace.claims)[0].apart == ()
    assert [d.say for d in journal(desk)] == ["not_same", "not_same", "withdrawn", "withdrawn"]
    assert desk.ask(PAGE, "ana").text.count("↶ withdrawn") == 2
    assert "There is no such decision" in send(desk, "adjudicator", do="withdraw", decision=first.id).text


DECIDES = {"anonymous": 403, "reader": 403, "reviewer": 303, "adjudicator": 303}


@pytest.mark.parametrize("options", [{}, {"public": True}, {"blind": True}])
@pytest.mark.parametrize("form", [{"do": "part", "part-3": "the port"}, {"do": "join", "other": "Ferry company"}])
def test_who_may_decide_on_names(make_site, options, form):
    site = make_site(**options)
    named(site, NAMES, REASONS, "Ferry company")
    found = {who: site.ask(f"{PAGE}/names", who, "post", data=fields(site, "ana", **form)).status_code for who in PEOPLE}
    assert found == DECIDES
    assert {d.by for d in journal(site)} == {"reviewer", "adjudicator"}


def test_who_may_take_back(desk):
    send(desk, do="part", **{"part-3": "the port"})
    (decision,) = journal(desk)
    form = fields(desk, do="withdraw", decision=decision.id)
    found = {who: desk.ask(f"{PAGE}/names", who, "post", data={**form, "id": namebook.new_id()}).status_code for who in PEOPLE}
    assert found == {**DECIDES, "reviewer": 400}  # somebody else's


def test_a_get_decides_nothing(desk):
    for who, status in (("reviewer", 405), ("anonymous", 405)):
        assert desk.ask(f"{PAGE}/names?do=part&part-3=the+port", who).status_code == status
    assert journal(desk) == []


@pytest.mark.parametrize(("headers", "status"), SENT_FROM)
def test_other_sites_cannot_send_the_form(desk, headers, status):
    form = fields(desk, do="part", **{"part-3": "the port"})
    assert desk.ask(f"{PAGE}/names", "reviewer", "post", data=form, headers=headers).status_code == status
    assert len(journal(desk)) == (status == 303)


def test_hostile_names_are_words(site):
    evil = "Quay <script>alert(1)</script> \"'#: {x} &y *z"
    named(site, ("Harbour", evil), ("“x” in “<img src=x onerror=alert(1)>”",))
    page = site.ask(PAGE, "ana").text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert send(site, do="part", note="a\x07b: - [c]\n# d", **{"part-2": evil}).status_code == 303
    (decision,) = journal(site)
    assert (evil, "Harbour") in decision.pairs
    assert load_curation(site.workspace.claims)[1] == []
    assert "<script>alert" not in site.ask(PAGE, "ana").text


DECISION = {"at": "2024-03-09T10:00:00Z", "by": "ana", "say": "same", "pairs": [["A", "B"]]}


def made(n):
    return NameDecision.model_validate({"id": f"n{n:032x}", **DECISION})


def test_the_journal_is_appended_to(tmp_path):
    assert namebook.read(tmp_path) == namebook.read(None) == []
    assert namebook.append(tmp_path, made(1))
    before = (tmp_path / JOURNAL).read_text()
    assert namebook.append(tmp_path, made(2))
    assert (tmp_path / JOURNAL).read_text().startswith(before)
    assert not namebook.append(tmp_path, made(1))
    assert namebook.read(tmp_path) == [made(1), made(2)]
    assert [p.name for p in tmp_path.iterdir()] == [JOURNAL]
    assert (tmp_path / JOURNAL).stat().st_mode & 0o777 == 0o644


def test_many_at_once_lose_nothing(tmp_path):
    threads = [threading.Thread(target=lambda n=n: namebook.append(tmp_path, made(n))) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {d.id for d in namebook.read(tmp_path)} == {made(n).id for n in range(8)}


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("# by hand\nname_decisions:", True),  # without a line break at the end
        ("", True),
        ("name_decisions: []\n", False),  # a list in one line cannot be appended to
        ("name_decisions:\naliases:\n- [A, B]\n", False),  # another section after it
        ("name_decisions:\n- id: x\n", False),
        ("name_decisions: {a: b}\n", False),
        ("- a\n- b\n", False),
        ("a: [", False),
    ],
)
def test_a_file_that_was_edited_is_appended_to_or_left_alone(tmp_path, text, readable):
    (tmp_path / JOURNAL).write_text(text)
    if readable:
        namebook.append(tmp_path, made(1))
        assert namebook.read(tmp_path) == [made(1)]
        assert yaml.safe_load((tmp_path / JOURNAL).read_text())[SECTION]
    else:
        with pytest.raises(CurationError):
            namebook.append(tmp_path, made(1))
        assert (tmp_path / JOURNAL).read_text() == text


def test_a_broken_journal_is_said_on_the_page_and_nothing_is_written(desk):
    form = fields(desk, do="part", **{"part-3": "the port"})
    path = desk.workspace.claims / JOURNAL
    path.write_text("name_decisions:\n- id: [\n")
    page = desk.ask(PAGE, "ana")
    assert page.status_code == 200
    assert "names-from-review.yaml" in page.text
    assert "Part them" not in page.text
    answer = desk.ask(f"{PAGE}/names", "ana", "post", data=form)
    assert answer.status_code == 409
    assert "Nothing was written" in answer.text
    assert path.read_text() == "name_decisions:\n- id: [\n"


def test_a_folder_that_cannot_be_written(desk, monkeypatch):
    form = fields(desk, do="part", note="kept", **{"part-3": "the port"})

    def full(folder, decision):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(namebook, "append", full)
    answer = desk.ask(f"{PAGE}/names", "ana", "post", data=form)
    assert answer.status_code == 409
    assert "No space left on device" in answer.text
    assert 'value="kept"' in answer.text
