"""Fetching: public addresses only, on every hop; limits."""

from __future__ import annotations

import contextlib
import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from atodds.errors import SourceError
from atodds.read import fetch as fetching
from atodds.read.fetch import fetch, is_public


class Site(BaseHTTPRequestHandler):
    """Answers by path."""

    def do_GET(self) -> None:
        path = self.path
        if path.startswith("/to?"):
            self.send_response(302)
            self.send_header("Location", path[4:])
            self.end_headers()
            return
        body, kind, extra = b"<p>Twelve.</p>", "text/html; charset=utf-8", {}
        if path == "/gzip":
            body, extra = gzip.compress(b"<p>Twelve.</p>"), {"Content-Encoding": "gzip"}
        elif path == "/bomb":
            body, extra = gzip.compress(b"0" * 5_000_000), {"Content-Encoding": "gzip"}
        elif path == "/br":
            extra = {"Content-Encoding": "br"}
        elif path == "/large":
            body = b"0" * 200_000
        elif path == "/echo":
            body = str(self.headers["Host"]).encode()
        self.send_response(404 if path == "/none" else 200)
        self.send_header("Content-Type", kind)
        for key, value in extra.items():
            self.send_header(key, value)
        if path not in ("/large", "/drip"):
            self.send_header("Content-Length", "99" if path == "/short" else str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):  # the reader has gone
            for _ in range(30 if path == "/drip" else 0):
                self.wfile.write(b".")
                time.sleep(0.1)
            self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("127.9.9.9", False),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://x.example/", "only http and https"),
        ("/etc/passwd", "only http and https"),
        ("http://", "names no host"),
        ("http://user:secret@x.example/", "user name or password"),
        ("http://x.example:99999/", "is no address"),
        ("http://[::1/", "is no address"),
        ("http://x.example/a b", "space"),
        ("http://127.0.0.1/", "not public"),
        ("http://localhost/", "not public"),
        ("http://[::1]/", "not public"),
        ("http://2130706433/", "not public"),
        ("http://0x7f.1/", "not public"),
        ("http://169.254.169.254/latest/meta-data/", "not public"),
    ],
)
def test_refused_addresses(url: str, message: str) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        fetch(url)
    assert "secret" not in str(caught.value)


def test_a_page_is_fetched(site: str) -> None:
    assert fetch(site + "/a", allow_private=True) == (b"<p>Twelve.</p>", "text/html", site + "/a")
    assert fetch(site + "/to?/to?/a", allow_private=True).url == site + "/a"
    assert fetch(site + "/gzip", allow_private=True).data == b"<p>Twelve.</p>"
    assert site.endswith(fetch(site + "/echo", allow_private=True).data.decode().split("//")[-1])


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/none", "answered 404"),
        ("/to?" * 9 + "/a", "more than 5 redirects"),
        ("/to?file:///etc/passwd", "only http and https"),
        ("/large", "too large"),
        ("/bomb", "too large"),
        ("/br", "not understood"),
        ("/short", "was cut short: 14 of 99 bytes came"),
    ],
)
def test_what_cannot_be_fetched(site: str, path: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        fetch(site + path, allow_private=True, max_bytes=100_000)


def test_a_redirect_to_a_private_address_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first host counts as public here; where it sends us is checked anew."""
    port = int(site.rsplit(":", 1)[1])
    resolved = {"news.example": "93.184.216.34", "inside.example": "10.0.0.7"}

    def resolve(host: str, port: int, **kwargs: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (resolved[host], port))]

    connected = []

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        connected.append(address[0])
        made = socket.socket()
        made.settimeout(timeout)
        made.connect(("127.0.0.1", port))
        return made

    monkeypatch.setattr(fetching.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(fetching.socket, "create_connection", connect)
    assert fetch("http://news.example/echo").data == b"news.example"
    with pytest.raises(SourceError, match=r"'inside\.example' has the address 10\.0\.0\.7, which is not public"):
        fetch("http://news.example/to?http://inside.example/")
    assert connected == ["93.184.216.34", "93.184.216.34"]


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 80)) for a in ("93.184.216.34", "127.0.0.1")]
    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *args, **kwargs: found)
    with pytest.raises(SourceError, match="not public"):
        fetch("http://mixed.example/")


def test_no_answer_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "STEP_TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(SourceError, match="cannot be fetched"):
        fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/", allow_private=True)


def test_a_server_that_drips_is_cut_off(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "TOTAL_TIMEOUT", 0.5)
    with pytest.raises(SourceError, match="took more than"):
        fetch(site + "/drip", allow_private=True)
