//! HTML that is broken, deep, or made to take forever.

use crate::fault::{Fault, article};

const TEXT: &str = "<p>The harbour office said on Monday in the town hall that the canal would open \
to all ships, and that nobody would have to wait for longer than a week.</p>";

fn page(name: &str, html: impl AsRef<[u8]>) -> Fault {
    article(name, "a.html", html)
}

pub(super) fn faults() -> Vec<Fault> {
    let within = |open: &str, n: usize, close: &str| {
        format!(
            "{}<article>{TEXT}</article>{}",
            open.repeat(n),
            close.repeat(n)
        )
    };
    let formatting: String = (0..30_000).map(|n| format!("<p><b id={n}>x</p>")).collect();
    vec![
        page("an empty page", "").rejects(2, 1, &["a.html"]),
        page("a page without text", "<html><body><script>var a = '<p>no</p>'</script></body></html>").rejects(2, 1, &["a.html"]),
        page("a page of tags alone", "<div></div>".repeat(1000)).rejects(2, 1, &["a.html"]),
        page("HTML 10,000 deep", within("<div>", 10_000, "</div>")).rejects(2, 1, &["a.html", "deep, the limit"]),
        page("HTML a million deep", within("<div>", 1_000_000, "")).rejects(2, 1, &["a.html", "the limit"]),
        page("HTML 100,000 deep with wrong ends", within("<div></span>", 100_000, "")).rejects(2, 1, &["a.html", "deep, the limit"]),
        page("lists 10,000 deep", within("<ul><li>", 10_000, "")).rejects(2, 1, &["a.html", "deep, the limit"]),
        page("tables 10,000 deep", within("<table><tr><td>", 10_000, "")).rejects(2, 1, &["a.html", "deep, the limit"]),
        page("formatting 20,000 deep", within("<b><i>", 10_000, "")).rejects(2, 1, &["a.html", "deep, the limit"]),
        page("formatting that multiplies", formatting).rejects(2, 1, &["a.html", "elements, the limit"]),
        page("a page of a million elements", format!("{}{TEXT}", "<i></i>".repeat(1_000_000))).rejects(2, 1, &["a.html", "more than 200000 elements"]),
        page("a tag that is never closed", format!("<article>{TEXT}<a href=\"")).result(2),
        page("a comment that is never closed", format!("<article>{TEXT}</article><!-- ")).result(2),
        page("a script that is never closed", format!("<article>{TEXT}</article><script>for (;;)")).result(2),
        page("a page of angle brackets", "<".repeat(2_000_000)).rejects(2, 1, &["a.html"]),
        page("an attribute of 10 MB", format!("<article><p class=\"{}\">x</p>{TEXT}</article>", "x".repeat(10_000_000))).result(2),
        page("a hundred thousand attributes", format!("<article><p {}>x</p>{TEXT}</article>", (0..20_000).map(|n| format!("a{n}=1 ")).collect::<String>())).result(2),
        page("a page of more than 64 MB", "<p>x".repeat(20 << 20)).rejects(2, 1, &["a.html", "the limit is 67108864", "--text-limit"]),
        page("character references to nothing", format!("<article>{TEXT}<p>&#0;&#xD800;&#x110000;&#99999999999;&nosuch;</p></article>")).result(2),
        page("scripts that look like text", format!("<article>{TEXT}<script>alert('<p>\"We will act,\" said the minister.</p>')</script></article>")).result(2),
        page("a title that is markup", format!("<title><img src=x onerror=alert(1)></title><article>{TEXT}</article>")).result(2),
        page("text by the name of a page", "The harbour office said on Monday that the canal would open to all ships again.").result(2),
        page("frames", "<frameset><frame src=a.html><frame src=/etc/passwd></frameset>").rejects(2, 1, &["a.html"]),
        page("a document type bomb", "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><p>&b;</p>").result(2),
    ]
}
