//! The head of the page: what it may do, and how it looks.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::super::pictures::dark_rules;
use super::super::text::plain;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Nothing is fetched, and no style and no script counts but these two.
pub(super) fn head(title: &str) -> Markup {
    let style = style();
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        source(&style),
        source(SCRIPT)
    );
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="generator" content=(concat!("hedgerow ", env!("CARGO_PKG_VERSION")));
            meta name="referrer" content="no-referrer";
            title { (plain(title)) }
            style { (PreEscaped(style)) }
        }
    }
}

/// Stands last, where the tables are there that it works on.
pub(super) fn script() -> Markup {
    html! { script { (PreEscaped(SCRIPT)) } }
}

fn style() -> String {
    let dark = dark_rules();
    format!("{STYLE}@media screen and (prefers-color-scheme:dark){{{dark}}}\n")
}

/// How a policy names content that it allows.
fn source(content: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(content)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_allows_exactly_what_is_in_the_page() {
        // The digest that `printf 'a{}' | openssl dgst -sha256 -binary | base64` gives.
        assert_eq!(
            source("a{}"),
            "'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='"
        );
        let head = head("x").into_string();
        for content in [style(), SCRIPT.to_owned()] {
            assert!(head.contains(&source(&content)));
            // Else it would end where it must not.
            assert!(!content.contains("</"));
        }
        assert!(!head.contains("unsafe"));
    }
}
