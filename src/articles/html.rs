//! The main text of a page, by a port of Mozilla's Readability.

use std::collections::HashMap;

use super::nesting;
use dom_smoothie::{Config, Readability, TextMode};

/// What a page yields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) text: String,
    pub(super) title: Option<String>,
    pub(super) source: Option<String>,
    pub(super) author: Option<String>,
    pub(super) url: Option<String>,
    /// What the page says of its date, best first.
    pub(super) dates: Vec<String>,
}

/// More elements than any article has; a page with more is a listing or an
/// attack, and the parser's time grows faster than its length.
const ELEMENTS: usize = 200_000;

/// Elements nest no deeper in a page that is meant to be read. The extraction
/// takes time by the square of the depth.
const DEPTH: usize = 512;

/// What stands between a headline and the site's name in a page's title.
const SEPARATORS: [&str; 7] = [" | ", " - ", " – ", " — ", " :: ", " · ", " » "];

/// Where pages give their date besides the places that Readability knows.
const DATES: &str = "meta[name='date'], meta[name='pubdate'], meta[name='publishdate'], \
    meta[name='DC.date.issued'], meta[name='dcterms.created'], meta[name='dc.date'], \
    meta[itemprop='datePublished'], meta[property='og:published_time'], \
    meta[name='parsely-pub-date'], time[datetime], time[pubdate]";

/// Extracts a page's main text and what it says of itself.
pub(super) fn extract(html: &str) -> Result<Page, String> {
    if let Some(reason) = nesting::refused(html, ELEMENTS, 4 * DEPTH) {
        return Err(reason);
    }
    let config = Config {
        max_elements_to_parse: ELEMENTS,
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let mut reader =
        Readability::new(html, None, Some(config)).map_err(|error| error.to_string())?;
    let depth = depth(&reader);
    if depth > DEPTH {
        return Err(format!(
            "elements are nested {depth} deep, and the limit is {DEPTH}"
        ));
    }
    // Reading for the text takes the page apart, so the dates come first.
    let mut dates: Vec<String> = Vec::new();
    for element in &reader.doc.select(DATES) {
        let value = element.attr("content").or_else(|| element.attr("datetime"));
        dates.extend(value.map(|value| value.to_string()));
    }
    let url = reader
        .doc
        .select("link[rel='canonical']")
        .attr("href")
        .map(|href| href.to_string());
    let article = reader
        .parse()
        .map_err(|error| format!("no main text was found in the page ({error})"))?;
    dates.splice(0..0, article.published_time);
    let title = headline(&article.title, article.site_name.as_deref());
    Ok(Page {
        text: article.text_content.to_string(),
        title: Some(title),
        source: article.site_name,
        author: article.byline,
        url: article.url.or(url),
        dates,
    })
}

/// How deep the elements nest.
fn depth(reader: &Readability) -> usize {
    let mut depths = HashMap::new();
    // In the order of the document, a parent comes before its children.
    for node in reader.doc.root().descendants_it() {
        let above = node
            .parent()
            .and_then(|parent| depths.get(&parent.id).copied());
        depths.insert(node.id, 1 + above.unwrap_or(0));
    }
    depths.into_values().max().unwrap_or_default()
}

/// A page's title without the site's name behind it.
fn headline(title: &str, site: Option<&str>) -> String {
    let bare = site.and_then(|site| {
        let rest = title.strip_suffix(site)?;
        SEPARATORS
            .iter()
            .find_map(|separator| rest.strip_suffix(separator))
    });
    bare.unwrap_or(title).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><html><head><title>Ferries to run again | Lake Courier</title>
        <meta property='og:site_name' content='Lake Courier'>
        <meta property='article:published_time' content='2025-03-09T08:00:00Z'>
        <link rel='canonical' href='https://courier.example/ferries'></head>
        <body><nav><a href='/'>Home</a> <a href='/water'>Water</a></nav>
        <article><h1>Ferries to run again</h1>
        <p>The harbour board said on Sunday that ferries would run again from Monday, after a week
        in which nobody could cross &amp; many stayed at home.</p>
        <p>&ldquo;We have mended both piers,&rdquo; said the board&rsquo;s chair, Ada Quill, at a meeting
        that lasted until the evening and was attended by some two hundred residents.</p>
        <p>The crossing will cost four crowns, as before, and children will travel free of charge.</p>
        </article><footer>Imprint, contact, cookies</footer></body></html>";

    #[test]
    fn the_main_text_is_found_and_the_menu_is_not() {
        let page = extract(PAGE).unwrap();
        assert_eq!(page.title.as_deref(), Some("Ferries to run again"));
        assert_eq!(page.source.as_deref(), Some("Lake Courier"));
        assert_eq!(page.url.as_deref(), Some("https://courier.example/ferries"));
        assert_eq!(page.dates, ["2025-03-09T08:00:00Z"]);
        assert!(
            page.text
                .contains("“We have mended both piers,” said the board’s chair")
        );
        assert!(page.text.contains("cross & many"));
        assert!(
            !page.text.contains("Home") && !page.text.contains("cookies"),
            "{}",
            page.text
        );
        let paragraphs = page.text.split('\n').filter(|line| !line.trim().is_empty());
        assert!(paragraphs.count() >= 3, "{:?}", page.text);
    }

    #[test]
    fn deep_nesting_is_refused() {
        let deep = format!(
            "{}<p>text</p>{}",
            "<div>".repeat(20_000),
            "</div>".repeat(20_000)
        );
        let reason = extract(&deep).unwrap_err();
        assert!(reason.contains("deep, the limit"), "{reason}");
    }
}
