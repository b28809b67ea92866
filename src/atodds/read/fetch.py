"""Fetches a document over HTTP, from public addresses only.

Every host is resolved here, each of its addresses checked, and the connection made to an address that was checked: a name that
resolves to something else a moment later leads nowhere. Redirects are followed by hand, each hop checked in the same way.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from atodds.errors import SourceError
from atodds.read.sources import FORMATS, MAX_BYTES, too_large

# Browsers follow 20 redirects; a document that needs more than five is behind a wall.
MAX_REDIRECTS = 5
# Seconds: for one step of the connection, and for all of it.
STEP_TIMEOUT, TOTAL_TIMEOUT = 15.0, 60.0
_CHUNK = 65_536
_REDIRECTS = (301, 302, 303, 307, 308)
_AGENT = "atodds (fact-checking; reads single documents on request)"
_ACCEPT = ", ".join((*dict.fromkeys(form.media_type for form in FORMATS.values()), "*/*;q=0.5"))
# Addresses of the IPv6 world that stand for IPv4 ones: NAT64 (RFC 6052).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_ADVICE = "Download it yourself and add the file."

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Fetched(NamedTuple):
    """The bytes of a document, its media type (lower case, without parameters) and the address they came from in the end."""

    data: bytes
    media_type: str
    url: str


def fetch(url: str, allow_private: bool = False, *, max_bytes: int = MAX_BYTES) -> Fetched:
    """Fetch a document by http or https.

    ``allow_private``: also from loopback, private and other non-public addresses.

    Raises:
        SourceError: another scheme, an address that is not public, no answer, an error status, too many redirects, too large, too slow.
    """
    deadline = time.monotonic() + TOTAL_TIMEOUT
    for _ in range(MAX_REDIRECTS + 1):
        parts = _check(url)
        connection = _connect(parts, url, allow_private, deadline)
        try:
            answer = _request(connection, parts, url)
            if answer.status in _REDIRECTS and answer.getheader("Location"):
                url = urljoin(url, answer.getheader("Location") or "")
                continue
            if answer.status != 200:
                raise SourceError(f"the server answered {answer.status} {answer.reason}", file=url, advice=_ADVICE)
            data = _body(answer, url, max_bytes, deadline)
            return Fetched(data, answer.headers.get_content_type() if answer.getheader("Content-Type") else "", url)
        except (OSError, http.client.HTTPException) as error:
            if time.monotonic() > deadline:
                raise _too_slow(url) from error
            raise SourceError(f"cannot be fetched: {_reason(error)}", file=url, advice=_ADVICE) from error
        finally:
            connection.close()
    raise SourceError(f"more than {MAX_REDIRECTS} redirects", file=url, advice=_ADVICE)


def _check(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise SourceError(f"is no address: {error}", file=url) from error
    if parts.scheme not in ("http", "https"):
        raise SourceError("only http and https addresses are fetched", file=url, advice="Add a local file by its path.")
    if not parts.hostname or port == 0:
        raise SourceError("the address names no host", file=url)
    if parts.username is not None or parts.password is not None:
        shown = f"{parts.scheme}://…@{parts.hostname}"  # the password is not repeated
        raise SourceError("addresses with a user name or password are not fetched", file=shown, advice=_ADVICE)
    if any(c.isspace() or ord(c) < 32 for c in url):
        raise SourceError("the address holds a space or a control character", file=repr(url))
    return parts


def is_public(address: Address) -> bool:
    """Whether an address lies on the public internet, the IPv4 address that an IPv6 one carries included."""
    if isinstance(address, ipaddress.IPv6Address):
        carried = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            carried.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if any(one is not None and not is_public(one) for one in carried):
            return False
        if address.ipv4_mapped is not None:
            return True  # its IPv4 address was found public
    return address.is_global and not address.is_multicast and not address.is_reserved


def _resolve(host: str, port: int, url: str, allow_private: bool) -> str:
    """An address of the host; all of its addresses must be allowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(f"the host {host!r} is not found", file=url, advice="Check the address and the network.") from error
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not allow_private and not is_public(ipaddress.ip_address(address.split("%")[0])):
            message = f"the host {host!r} has the address {address}, which is not public"
            raise SourceError(message, file=url, advice="Allow private addresses if you trust this one.")
    return addresses[0]


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was checked; the host's name is only used in the request and for its certificate."""

    def __init__(self, host: str, port: int, address: str, context: ssl.SSLContext | None, deadline: float) -> None:
        super().__init__(host, port, timeout=STEP_TIMEOUT)
        self.address = address
        self.context = context
        # A server that sends a byte now and then is never silent for a whole step: at the deadline the connection is cut.
        self.timer = threading.Timer(max(deadline - time.monotonic(), 0), self._cut)
        self.timer.daemon = True

    def connect(self) -> None:
        """Connect to the checked address."""
        self.timer.start()
        self.sock = socket.create_connection((self.address, self.port), STEP_TIMEOUT)
        if self.context:
            self.sock = self.context.wrap_socket(self.sock, server_hostname=self.host)

    def close(self) -> None:
        """Close the connection."""
        self.timer.cancel()
        super().close()

    def _cut(self) -> None:
        if self.sock is not None:
            with contextlib.suppress(OSError):  # it may be closed already
                self.sock.shutdown(socket.SHUT_RDWR)


def _connect(parts: SplitResult, url: str, allow_private: bool, deadline: float) -> _Pinned:
    secure = parts.scheme == "https"
    host = str(parts.hostname)
    port = parts.port or (443 if secure else 80)
    address = _resolve(host, port, url, allow_private)
    return _Pinned(host, port, address, ssl.create_default_context() if secure else None, deadline)


def _request(connection: _Pinned, parts: SplitResult, url: str) -> http.client.HTTPResponse:
    target = urlunsplit(("", "", quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._"), quote(parts.query, safe="/%:@!$&'()*+,;=~-._?"), ""))
    connection.request("GET", target, headers={"User-Agent": _AGENT, "Accept": _ACCEPT, "Accept-Encoding": "identity"})
    return connection.getresponse()


def _body(answer: http.client.HTTPResponse, url: str, max_bytes: int, deadline: float) -> bytes:
    announced = answer.getheader("Content-Length") or ""
    if announced.isdigit() and int(announced) > max_bytes:
        raise too_large(url, int(announced), max_bytes)
    encoding = (answer.getheader("Content-Encoding") or "identity").lower()
    if encoding not in ("identity", "gzip", "deflate"):
        raise SourceError(f"it is packed in a way that is not understood ({encoding})", file=url, advice=_ADVICE)
    unpack = None if encoding == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 32)  # 32: gzip or zlib, told by its head
    parts, size, received = [], 0, 0
    while chunk := answer.read1(_CHUNK):
        received += len(chunk)
        if unpack:
            try:
                chunk = unpack.decompress(chunk, max_bytes - size + 1)
            except zlib.error as error:
                raise SourceError(f"it is packed wrongly: {error}", file=url, advice=_ADVICE) from error
        parts.append(chunk)
        size += len(chunk)
        if size > max_bytes:
            raise too_large(url, size, max_bytes)
    if time.monotonic() > deadline:
        raise _too_slow(url)
    if announced.isdigit() and received < int(announced):
        raise SourceError(f"was cut short: {received} of {announced} bytes came", file=url, advice="Try again. " + _ADVICE)
    return b"".join(parts)


def _too_slow(url: str) -> SourceError:
    return SourceError(f"took more than {TOTAL_TIMEOUT:.0f} seconds", file=url, advice=_ADVICE)


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return f"no answer within {STEP_TIMEOUT:.0f} seconds"
    return str(error) or type(error).__name__
