//! A text without some of its words, with its spaces and commas mended.

use crate::statements::Span;

/// The text without these spans, which are in its order and apart. Where a span is
/// cut out, one space stays between the words beside it, none before a mark, and of
/// two commas one. Empty where no letter or digit is left.
///
/// ```
/// use hedgerow::scores::without;
/// assert_eq!(without("We may, perhaps, sign.", &[8..15]), "We may, sign.");
/// assert_eq!(without("Never.", &[0..5]), "");
/// ```
#[must_use]
pub fn without(text: &str, spans: &[Span]) -> String {
    let mut left = String::with_capacity(text.len());
    let mut from = 0;
    for span in spans {
        left.push_str(&text[from..span.start]);
        from = span.end;
        let rest = &text[from..];
        let next = rest.trim_start();
        if next.starts_with([',', ';', ':', '.', '!', '?', ')', '%']) {
            left.truncate(left.trim_end().len());
            from = text.len() - next.len();
            let doubled = left.is_empty() || left.ends_with([',', ';', ':', '(']);
            if doubled && next.starts_with([',', ';', ':']) {
                from += 1;
                if left.is_empty() {
                    from = text.len() - text[from..].trim_start().len();
                }
            }
        } else if left.is_empty() || left.ends_with(char::is_whitespace) {
            from = text.len() - next.len();
        }
    }
    left.push_str(&text[from..]);
    if left.contains(char::is_alphanumeric) {
        left
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str, word: &str) -> String {
        let at = text.find(word).unwrap();
        without(text, &[at..at + word.len()])
    }

    #[test]
    fn spaces_and_commas_are_mended() {
        let text = "Perhaps, in May, we will (possibly) ship 5 tons, or 6 tons.";
        assert_eq!(
            cut(text, "Perhaps"),
            "in May, we will (possibly) ship 5 tons, or 6 tons."
        );
        assert_eq!(
            cut(text, "in May"),
            "Perhaps, we will (possibly) ship 5 tons, or 6 tons."
        );
        assert_eq!(
            cut(text, "will"),
            "Perhaps, in May, we (possibly) ship 5 tons, or 6 tons."
        );
        assert_eq!(
            cut(text, "or 6 tons"),
            "Perhaps, in May, we will (possibly) ship 5 tons,."
        );
        assert_eq!(cut("We'll pay.", "'ll"), "We pay.");
        assert_eq!(cut("We pay 5%.", "5%"), "We pay.");
    }

    #[test]
    fn several_spans_go_at_once() {
        assert_eq!(
            without("We may, we hope, sign.", &[3..6, 8..15]),
            "We, sign."
        );
    }

    proptest! {
        #[test]
        fn what_is_not_cut_stays(
            words in prop::collection::vec("[a-zé]{1,5}[,.]?", 1..8),
            index in any::<prop::sample::Index>(),
        ) {
            let text = words.join(" ");
            let gone = index.index(words.len());
            let start = words[..gone].iter().map(|word| word.len() + 1).sum::<usize>();
            let bare = words[gone].trim_end_matches([',', '.']);
            let left = without(&text, &[start..start + bare.len()]);
            let letters = |text: &str| -> Vec<String> {
                text.split(|c: char| !c.is_alphanumeric())
                    .filter(|word| !word.is_empty())
                    .map(str::to_owned)
                    .collect()
            };
            let mut expected = letters(&text);
            expected.remove(gone);
            prop_assert_eq!(letters(&left), expected);
            prop_assert!(!left.contains("  ") && !left.starts_with(' '));
        }
    }
}
