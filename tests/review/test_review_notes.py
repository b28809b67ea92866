"""Notes, links and redirects: what a reviewer or a document writes cannot do harm."""

import pytest

from atodds.review.notes import render_note
from atodds.review.security import local_path, safe_link

NOTES = [
    ("plain", "<p>plain</p>"),
    ("**bold** and `code`", "<p><strong>bold</strong> and <code>code</code></p>"),
    ("one\ntwo", "<p>one<br />\ntwo</p>"),
    ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    ("# Title", '<p class="note-heading">Title</p>'),
    ("[x](https://example.org/a)", '<p><a href="https://example.org/a" rel="nofollow noopener noreferrer">x</a></p>'),
    ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    ("<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>"),
    ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
    ("[x](data:text/html,x)", "<p>[x](data:text/html,x)</p>"),
    ("[x](JAVASCRIPT&colon;alert(1))", "<p>[x](JAVASCRIPT:alert(1))</p>"),
    ("<javascript:alert(1)>", "<p>&lt;javascript:alert(1)&gt;</p>"),
    ("![x](https://example.org/i.png)", '<p>!<a href="https://example.org/i.png" rel="nofollow noopener noreferrer">x</a></p>'),
    (
        '[x](https://example.org "\\"onclick=alert(1)")',
        '<p><a href="https://example.org" title="&quot;onclick=alert(1)" rel="nofollow noopener noreferrer">x</a></p>',
    ),
    ("", ""),
]


@pytest.mark.parametrize(("note", "html"), NOTES)
def test_notes(note, html):
    assert str(render_note(note)).strip() == html


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("  https://example.org/a ", True),
        ("HTTPS://EXAMPLE.ORG", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("/a", False),
        ("example.org", False),
        ("https://", False),
        ("https://a b", False),
        ("java\nscript:alert(1)", False),
        ('https://example.org/"onclick="', False),
        ("https://[broken", False),
        ("", False),
        (None, False),
    ],
)
def test_links_lead_to_the_web_or_nowhere(url, kept):
    assert safe_link(url) == (url.strip() if kept else None)


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/-/atodds?status=all", True),
        ("/", True),
        ("//evil.example", False),
        ("/\\evil.example", False),
        ("https://evil.example", False),
        ("evil", False),
        ("/a\r\nSet-Cookie: x", False),
        ("/\t/evil.example", False),
        ("", False),
        (None, False),
    ],
)
def test_redirects_stay_here(path, kept):
    assert local_path(path, "/queue") == (path if kept else "/queue")
