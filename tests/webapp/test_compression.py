"""Answers are compressed, named by their contents, and not sent to those who have them."""

import gzip

import pytest
from flask.testing import FlaskClient

PAGES = ["/en/", "/kk/acts/", "/en/acts/height/", "/ru/glossary/", "/api/v1/acts", "/sitemap.xml"]
GZIP = {"Accept-Encoding": "br, gzip;q=0.5"}


@pytest.mark.parametrize("address", PAGES)
def test_who_has_a_page_is_not_sent_it_again(client: FlaskClient, address: str) -> None:
    first = client.get(address, headers=GZIP)
    again = client.get(address, headers={**GZIP, "If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    for name in ("ETag", "Cache-Control", "Vary"):
        assert again.headers[name] == first.headers[name]
    other = client.get(address, headers={"If-None-Match": 'W/"other"'})
    assert other.status_code == 200
    assert other.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize("address", PAGES)
def test_a_head_is_a_get_without_the_body(client: FlaskClient, address: str) -> None:
    client.get(address)  # The first visit sets the cookie of the language.
    for headers in ({}, GZIP):
        page, head = client.get(address, headers=headers), client.head(address, headers=headers)
        assert head.data == b""
        assert [one for one in head.headers if one[0] != "Date"] == [
            one for one in page.headers if one[0] != "Date"
        ]


@pytest.mark.parametrize("address", PAGES)
def test_what_is_compressed_is_the_same(client: FlaskClient, address: str) -> None:
    plain, packed = client.get(address), client.get(address, headers=GZIP)
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]
    if len(plain.data) > 1000:
        assert packed.headers["Content-Encoding"] == "gzip"
        assert len(packed.data) == int(packed.headers["Content-Length"]) < len(plain.data)
        assert gzip.decompress(packed.data) == plain.data


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "*;q=0"])
def test_who_cannot_unpack_gets_it_plain(client: FlaskClient, accepted: str) -> None:
    answer = client.get("/en/", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in answer.headers
    assert answer.text.startswith("<!doctype html>")


@pytest.mark.parametrize("address", ["/healthz", "/robots.txt", "/", "/en/nothing", "/en/acts"])
def test_what_is_small_moved_or_an_error_is_sent_as_it_is(
    client: FlaskClient, address: str
) -> None:
    assert "Content-Encoding" not in client.get(address, headers=GZIP).headers


def test_the_name_of_contents_changes_with_them(client: FlaskClient) -> None:
    addresses = ["/en/acts/", "/kk/acts/", "/en/acts/?topic=zoning", "/en/acts/height/"]
    assert len({client.get(one).headers["ETag"] for one in addresses}) == len(addresses)
