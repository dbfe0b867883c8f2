"""Web pages in: the article's own words, and what the page states about it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import samples

from reportedly.model import Article, Failure
from reportedly.read import read
from reportedly.read.decode import input_hash


def read_page(tmp_path: Path, data: bytes) -> Article:
    (tmp_path / "page.html").write_bytes(data)
    (found,) = read([tmp_path / "page.html"])
    assert isinstance(found, Article), found
    return found


def linked(data: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


def test_the_article_without_what_stands_around_it(tmp_path: Path) -> None:
    article = read_page(tmp_path, samples.page())
    assert article.text == samples.STORY
    assert article.id == "page" and article.input_hash == input_hash(samples.page())


@pytest.mark.parametrize(
    "around",
    [
        "<blockquote class='twitter-tweet'><p>Posted by somebody else on another platform entirely.</p></blockquote>",
        "<p><a href='/x'>Ten gardens you have to see before the end of the summer</a></p>",
        "<p>READ MORE: Ten gardens you have to see</p>",
        "<div class='newsletterSignup_box'><p>Get the best of our reporting every day of the week.</p></div>",
        "<p>Follow Example Post on Twitter and Facebook for the latest updates.</p>",
        "<p>Tags</p><p>talks, lake, ceasefire</p>",
    ],
)
def test_embeds_promotions_and_feet_are_left_out(tmp_path: Path, around: str) -> None:
    assert read_page(tmp_path, samples.page(around=around)).text == samples.STORY


def test_a_teaser_beside_the_main_article_is_another_article(tmp_path: Path) -> None:
    teaser = (
        b"<article><h3>Other</h3><p>" + b"Gardens were visited by a record number of people. " * 20 + b"</p></article>"
    )
    data = samples.page().replace(b"<div class='related-posts'>", teaser + b"<div class='related-posts'>")
    assert read_page(tmp_path, data).text == samples.STORY


@pytest.mark.parametrize("body", ["class='article-body comments-enabled'", "class='share' itemprop='articleBody'"])
def test_the_articles_own_element_is_kept_whatever_else_it_is_called(tmp_path: Path, body: str) -> None:
    comments = "<div class='comment-list'>" + "<p>I do not believe a word of it, and nobody should.</p>" * 40 + "</div>"
    paragraphs = "".join(f"<p>{each}</p>" for each in samples.PARAGRAPHS)
    page = f"<!doctype html><html><body><h1>{samples.TITLE}</h1><div {body}>{paragraphs}</div>{comments}</body></html>"
    assert read_page(tmp_path, page.encode()).text == samples.STORY


def test_facts_from_linked_data(tmp_path: Path) -> None:
    stated = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Example Post"},
            {
                "@type": ["NewsArticle"],
                "headline": "Delegations &amp; mediators to meet",
                "datePublished": "2022-03-05T14:02:11+0200",
                "dateModified": "2022-03-06T09:00:00+0200",
                "author": [{"@type": "Person", "name": "Ann Example"}, {"@type": "Organization", "name": "Reuters"}],
                "publisher": {"@type": "Organization", "name": "Example Post"},
                "mainEntityOfPage": {"@id": "https://example.org/a"},
            },
        ],
    }
    article = read_page(tmp_path, samples.page(head=linked(stated)))
    assert (article.published, article.published_basis) == ("2022-03-05T14:02:11+02:00", "metadata")
    assert article.title == "Delegations & mediators to meet"
    assert article.byline == "Ann Example, Reuters"
    assert (article.outlet, article.url, article.agency) == ("Example Post", "https://example.org/a", ("Reuters",))


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("<meta property='article:published_time' content='2022-03-05T14:02:00Z'>", "2022-03-05T14:02:00+00:00"),
        ("<meta name='pubdate' content='Sat, 05 Mar 2022 14:02:00 GMT'>", "2022-03-05T14:02:00+00:00"),
        (
            "<meta name='date' content='2022-03-05'><meta name='dc.date' content='2022-03-05 14:02'>",
            "2022-03-05T14:02:00",
        ),
        ("<script type='application/ld+json'>{broken</script><meta name='date' content='5 March 2022'>", "2022-03-05"),
        ("<meta name='date' content='03/04/2022'>", None),
        ("", None),
    ],
)
def test_time_of_publication_from_meta_tags(tmp_path: Path, head: str, published: str | None) -> None:
    assert read_page(tmp_path, samples.page(head=head)).published == published


def test_a_date_shown_under_the_heading_is_stated_by_the_page(tmp_path: Path) -> None:
    data = samples.page().replace(b"</h1>", b"</h1><div><span>By Ann Example | March 5, 2022 14:02 GMT</span></div>")
    assert read_page(tmp_path, data).published == "2022-03-05"


def test_side_file_goes_before_what_the_page_states(tmp_path: Path) -> None:
    (tmp_path / "page.json").write_text('{"outlet": "Archive of Examples"}')
    head = "<meta property='og:site_name' content='Example Post'>"
    assert read_page(tmp_path, samples.page(head=head)).outlet == "Archive of Examples"


def test_an_old_encoding_that_the_page_declares(tmp_path: Path) -> None:
    data = samples.page(head="<meta charset='windows-1252'>").decode().encode("cp1252")
    article = read_page(tmp_path, data)
    assert article.text == samples.STORY and article.encoding == "cp1252"


def test_a_page_without_an_article_is_said_to_have_none(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_bytes(b"<!doctype html><html><head><title>Login</title></head><body></body></html>")
    (found,) = read([tmp_path / "p.html"])
    assert isinstance(found, Failure) and found.code in {"R006", "R011"}


def test_a_page_filled_in_the_browser_has_its_text_in_linked_data(tmp_path: Path) -> None:
    stated = {"@type": "NewsArticle", "headline": samples.TITLE, "articleBody": samples.STORY}
    data = f"<!doctype html><html><head>{linked(stated)}</head><body><div id='app'></div></body></html>"
    assert read_page(tmp_path, data.encode()).text == samples.STORY


def test_markup_in_the_words_stays_words(tmp_path: Path) -> None:
    paragraphs = (*samples.PARAGRAPHS, "He wrote &lt;script&gt;alert(1)&lt;/script&gt; on the board, the envoy said.")
    text = read_page(tmp_path, samples.page(paragraphs)).text
    assert text.endswith("He wrote <script>alert(1)</script> on the board, the envoy said.")
