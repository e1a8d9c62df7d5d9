//! Whether a page can be parsed at all.
//!
//! Enters: a page. Leaves: nothing, or why it is refused. A parser keeps the open
//! elements in a list that it searches, and opens formatting again in each block
//! where it was not closed before; a page that is made for it takes minutes or all
//! the memory there is. So the page's tags are gone through first, once, with a list
//! of our own that has at least the elements that the parser's has (HTML standard,
//! 13.2.6, "Tree construction").

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// Why a page is refused, if it is: more than `elements` elements, or nested more
/// than `depth` deep.
pub(super) fn refused(html: &str, elements: usize, depth: usize) -> Option<String> {
    let sink = Sink(RefCell::new(Outline {
        open: Vec::new(),
        formatting: 0,
        made: 0,
        elements,
        depth,
        refused: None,
    }));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // It pauses only where the sink asks it to.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner().refused
}

struct Sink(RefCell<Outline>);

/// What is open at a place of the page.
struct Outline {
    open: Vec<Open>,
    /// Formatting elements that nothing has closed, wherever they were opened.
    formatting: usize,
    /// The elements that the parser may have made so far.
    made: usize,
    elements: usize,
    depth: usize,
    refused: Option<String>,
}

struct Open {
    name: Box<str>,
    /// It is opened again where it is not closed. Of those without attributes that
    /// is done three times at most.
    again: bool,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut outline = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if outline.refused.is_none() => {
                outline.tag(&tag);
                if tag.kind == TagKind::StartTag && !outline.is_foreign() {
                    return raw(&tag.name);
                }
            }
            Token::CharacterTokens(text) if !text.trim().is_empty() => {
                outline.made = outline.made.saturating_add(outline.formatting);
            }
            _ => (),
        }
        TokenSinkResult::Continue
    }
}

/// What stands in these is text, whatever it looks like.
fn raw(name: &str) -> TokenSinkResult<()> {
    match name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
            TokenSinkResult::RawData(RawKind::Rawtext)
        }
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        _ => TokenSinkResult::Continue,
    }
}

impl Outline {
    fn tag(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        // A form's end takes nothing with it but the form.
        if name == "form" {
            return;
        }
        if tag.kind == TagKind::EndTag {
            return self.end(name);
        }
        self.made = self.made.saturating_add(1 + self.formatting);
        if self.made > self.elements {
            let limit = self.elements;
            self.refused = Some(format!("more than {limit} elements, the limit"));
            return;
        }
        if is_void(name) || (tag.self_closing && self.is_foreign()) {
            return;
        }
        self.close_implied(name);
        let again = is_formatting(name) && !tag.attrs.is_empty();
        self.formatting += usize::from(again);
        self.open.push(Open {
            name: name.into(),
            again,
        });
        if self.open.len() > self.depth {
            let limit = self.depth;
            self.refused = Some(format!(
                "elements are nested more than {limit} deep, the limit"
            ));
        }
    }

    /// An end tag closes what it names and all that is open within; but not beyond
    /// an element that it cannot reach through.
    fn end(&mut self, name: &str) {
        for index in (0..self.open.len()).rev() {
            let open = &self.open[index];
            if *open.name == *name {
                // What was opened within it is open again behind it.
                self.formatting -= usize::from(open.again);
                self.open.truncate(index);
                return;
            }
            if stops(name, &open.name) {
                return;
            }
        }
    }

    /// Paragraphs, list items and cells end where the next begins.
    fn close_implied(&mut self, name: &str) {
        let (ends, through): (&[&str], &[&str]) = match name {
            "p" => (&["p"], &[]),
            "option" => (&["option"], &[]),
            "li" => (&["li"], &["p"]),
            "dd" | "dt" => (&["dd", "dt"], &["p"]),
            "td" | "th" => (&["td", "th"], &["p"]),
            "tr" => (&["tr"], &["td", "th", "p"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["tr", "td", "th", "p"]),
            _ => return,
        };
        for index in (0..self.open.len()).rev() {
            let open: &str = &self.open[index].name;
            if ends.contains(&open) {
                self.open.truncate(index);
                return;
            }
            if !through.contains(&open) {
                return;
            }
        }
    }

    /// Whether tags are those of a drawing or a formula, where any may close itself.
    fn is_foreign(&self) -> bool {
        let border = |open: &&Open| {
            matches!(
                &*open.name,
                "svg"
                    | "math"
                    | "foreignobject"
                    | "desc"
                    | "title"
                    | "annotation-xml"
                    | "mi"
                    | "mo"
                    | "mn"
                    | "ms"
                    | "mtext"
            )
        };
        let nearest = self.open.iter().rev().find(border);
        nearest.is_some_and(|open| matches!(&*open.name, "svg" | "math"))
    }
}

/// Whether the end tag of `name` does not reach through an open element.
fn stops(name: &str, open: &str) -> bool {
    match name {
        "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "caption" => {
            matches!(open, "table" | "template")
        }
        "li" if matches!(open, "ol" | "ul") => true,
        name if is_special(name) => matches!(
            open,
            "applet" | "caption" | "table" | "td" | "th" | "marquee" | "object" | "template"
        ),
        _ => is_special(open),
    }
}

/// Elements without content.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            // The parser knows one of each.
            | "html"
            | "head"
            | "body"
    )
}

/// The standard's formatting elements, but for `a` and `nobr`, of which the next
/// closes the one before.
fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "b" | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

/// The standard's special elements that have content.
#[rustfmt::skip]
const SPECIAL: [&str; 62] = [
    "address", "applet", "article", "aside", "blockquote", "button", "caption", "center",
    "colgroup", "dd", "details", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "iframe", "li",
    "listing", "main", "marquee", "menu", "nav", "noembed", "noframes", "noscript", "object", "ol",
    "p", "plaintext", "pre", "script", "search", "section", "select", "style", "summary", "table",
    "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "title", "tr", "ul", "xmp",
    "dialog",
];

fn is_special(name: &str) -> bool {
    SPECIAL.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(html: &str) -> Option<String> {
        refused(html, 20_000, 1000)
    }

    #[test]
    fn pages_that_nest_without_end_are_refused_however_they_go_about_it() {
        for part in [
            "<div>",
            "<div></span>",
            "<div><table><tr><td></div>",
            "<span><div></span>",
            "<b><div></b>",
            "<form><div></form>",
            "<svg><foreignObject><div/>",
        ] {
            let reason = verdict(&part.repeat(3000)).unwrap_or_default();
            assert!(reason.contains("the limit"), "{part}: {reason:?}");
        }
    }

    #[test]
    fn formatting_that_multiplies_is_refused() {
        let page = "<p><b id=1>x</p>".repeat(1000);
        assert!(verdict(&page).unwrap_or_default().contains("elements"));
    }

    #[test]
    fn sloppy_pages_pass() {
        for part in [
            "<p>One.<p>Two.",
            "<li>One<li>Two",
            "<tr><td>1<td>2",
            "<p><b>bold</p>",
            "<p><font color=red>red</font></p>",
            "<script>'<div>'</script>",
            "<!-- <div> -->",
            "<svg><g><path/><path/></g></svg>",
            "<div><span></div>",
            "<dl><dt>a<dd>b</dl>",
            "<br><img src=x>",
        ] {
            assert_eq!(verdict(&part.repeat(2000)), None, "{part}");
        }
    }
}
