"""Sources: copies are counted once, changed words are marked on both sides, derivations are drawn and listed."""

from dataclasses import replace

from reportedly.model import Article, ArticleRecord, Edge, Explanation, Origin, SourceCount
from reportedly.web.data import ReportData, from_records
from reportedly.web.origins import changed_words, origin_views
from reportedly.web.report import build_report
from reportedly.web.sources import agency_credits, count_views, source_words
from tests.web.pages import Page

FIRST = "The envoy arrived for day-long talks. The sides agreed on nothing <yet>."
SPUN = "The envoy got here for an afternoon-lengthy talks. The facets agreed on nothing <yet>."


def copied() -> ReportData:
    articles = [
        ArticleRecord(article=Article(id="wire", text=FIRST, outlet="Northern Wire", published="2019-05-06")),
        ArticleRecord(article=Article(id="blog", text=SPUN, outlet="Blog", published="2019-05-07")),
        ArticleRecord(article=Article(id="other", text="Another text.", outlet="Post")),
    ]
    end, spun_end = FIRST.index(".") + 1, SPUN.index(".") + 1
    edge = Edge(
        derived="blog",
        original="wire",
        relation="spun",
        share=0.97,
        aligned=(((0, spun_end), (0, end)), ((spun_end + 1, len(SPUN)), (end + 1, len(FIRST)))),
    )
    origins = (
        Origin(id="origin-1", kind="agency", agency="Northern Wire", articles=("wire", "blog"), edges=(edge,)),
        Origin(id="origin-2", kind="original", articles=("other",)),
    )
    count = SourceCount(articles=("wire", "blog", "other"), low=1, high=2, reasons=("Post credits nobody.",))
    return from_records(articles, origins=origins, source_counts=(count,))


def test_a_count_reads_as_a_range() -> None:
    assert source_words(SourceCount(articles=("a",) * 7, low=2, high=3)) == "7 articles, 2–3 sources"
    assert source_words(SourceCount(articles=("a",), low=1, high=1)) == "1 article, 1 source"


def test_reasons_name_articles_by_number_and_lead_to_them() -> None:
    count = SourceCount(articles=("wire", "blog"), low=1, high=1, reasons=("blog takes 97 % of wire <b>",))
    ((view,), left_out) = count_views(replace(copied(), source_counts=(count,)))
    assert left_out == 0
    assert view.articles == (("1", "article-wire"), ("2", "article-blog"))
    assert view.reasons == (
        '<a href="#article-blog">article 2</a> takes 97 % of <a href="#article-wire">article 1</a> &lt;b&gt;',
    )


def test_changed_words_are_marked_on_both_sides() -> None:
    ours, theirs = changed_words("an afternoon-lengthy truce & more", "a day-long truce & more")
    assert ours == "<ins>an</ins> <ins>afternoon-lengthy</ins> truce &amp; more"
    assert theirs == "<del>a</del> <del>day-long</del> truce &amp; more"


def test_capitals_alone_are_no_change() -> None:
    assert changed_words("The Talks", "the talks") == ("The Talks", "the talks")


def test_an_origin_shows_its_articles_and_derivations() -> None:
    ((view,), left_out) = origin_views(copied())
    assert left_out == 0
    assert [name.split(":")[0] for name, _, _ in view.articles] == ["1 · Northern Wire", "2 · Blog"]
    (derivation,) = view.derivations
    assert (derivation.derived, derivation.relation, derivation.original, derivation.share) == (
        "2 · Blog",
        "machine-spun from",
        "1 · Northern Wire",
        "97%",
    )
    wire, blog = view.nodes
    assert wire.x < blog.x, "the copy stands to the right of what it was taken from"
    assert len(view.arrows) == 1


def test_agencies_are_listed_with_the_articles_that_are_their_word() -> None:
    agency, articles = agency_credits(copied())[0]
    assert agency == "Northern Wire"
    assert articles == [("article 1 (Northern Wire)", "article-wire"), ("article 2 (Blog)", "article-blog")]


def test_two_articles_that_took_from_each_other_are_still_drawn() -> None:
    data = copied()
    edge = data.origins[0].edges[0]
    both = replace(data.origins[0], edges=(edge, replace(edge, derived="wire", original="blog", aligned=())))
    ((view,), _) = origin_views(replace(data, origins=(both,)))
    assert len(view.arrows) == 2


def test_the_page_leads_from_each_aligned_stretch_to_both_readers() -> None:
    html = build_report(copied())
    page = Page(html)
    assert page.readers == [FIRST, SPUN, "Another text."]
    assert {href[1:] for href in page.hrefs if href.startswith("#")} <= set(page.ids)
    aligned = [href for href in page.hrefs if href.startswith("#aligned-")]
    assert len(aligned) == len(set(aligned)) == 4
    assert "<ins>an afternoon-lengthy</ins>" in html and "<del>day-long</del>" in html
    assert "3 articles, 1–2 sources" in html


def test_damaged_words_stand_beside_the_originals() -> None:
    data = copied()
    start = SPUN.index("an afternoon-lengthy")
    damaged = Explanation(
        copy=(start, start + 20),
        original=(0, 0),
        copy_words="an afternoon-lengthy",
        original_words="a day-long",
        damaged=True,
    )
    edge = replace(data.origins[0].edges[0], explained=(damaged, replace(damaged, copy_words="round", damaged=False)))
    html = build_report(replace(data, origins=(replace(data.origins[0], edges=(edge,)), data.origins[1])))
    assert "1 damaged wording explained by" in html
    assert '<th scope="row" dir="auto">an afternoon-lengthy</th><td dir="auto">a day-long</td>' in html
