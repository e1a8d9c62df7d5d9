//! Mends UTF-8 that somebody once read as Windows-1252 or Latin-1: "â€™" for an
//! apostrophe. Left as it is, no quotation mark would be found in such a text.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

/// The byte that a character stood for, if it was a byte read as Latin-1 or
/// Windows-1252.
fn byte(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return (byte >= 0x80).then_some(byte);
    }
    let mut buffer = [0; 4];
    let (bytes, _, unmappable) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    match *bytes {
        [byte] if !unmappable && byte >= 0x80 => Some(byte),
        _ => None,
    }
}

/// The text with such sequences mended, and how many there were. A run of
/// characters is mended only if, taken for bytes, it is UTF-8 from end to end:
/// no language writes such runs ("Â" or "Ã" and then a sign).
pub(super) fn mend(text: &str) -> (Cow<'_, str>, usize) {
    if text.is_ascii() {
        return (Cow::Borrowed(text), 0);
    }
    let mut mended = String::new();
    let mut count = 0;
    let mut copied = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        let Some(first) = byte(c) else { continue };
        let mut bytes = vec![first];
        let mut end = start + c.len_utf8();
        while let Some((at, byte)) = rest
            .peek()
            .and_then(|&(at, c)| Some((at + c.len_utf8(), byte(c)?)))
        {
            bytes.push(byte);
            end = at;
            rest.next();
        }
        if bytes.len() > 1
            && let Ok(run) = std::str::from_utf8(&bytes)
        {
            mended.push_str(&text[copied..start]);
            mended.push_str(run);
            count += run.chars().count();
            copied = end;
        }
    }
    if count == 0 {
        return (Cow::Borrowed(text), 0);
    }
    mended.push_str(&text[copied..]);
    (Cow::Owned(mended), count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_wrongly_is_read_again() {
        let right = "“We’ll sign – soon,” said José.";
        let windows = WINDOWS_1252.decode(right.as_bytes()).0.into_owned();
        let latin = encoding_rs::mem::decode_latin1(right.as_bytes()).into_owned();
        assert_ne!(windows, right);
        assert_eq!(mend(&windows), (Cow::Borrowed(right), 5));
        assert_eq!(mend(&latin), (Cow::Borrowed(right), 5));
    }

    #[test]
    fn what_is_right_stays() {
        for right in [
            "plain",
            "“Oui,” répondit-elle à Genève – déjà.",
            "贸易",
            "São Tomé",
            "50 £ §",
        ] {
            assert_eq!(mend(right), (Cow::Borrowed(right), 0));
        }
    }
}
