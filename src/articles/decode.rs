//! Bytes to text: which encoding, and where it fails.
//!
//! In this order: a byte order mark; UTF-8, if the bytes are that; UTF-16 by its
//! zero bytes; a page's own `charset`; else what `chardetng` makes of it (as in
//! Firefox). A text that is UTF-8 but for a few bytes is damaged, not in another
//! encoding.

use std::io::{self, Read, Seek, SeekFrom, Write};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use regex::bytes::Regex;

use super::clean::internal;
use crate::error::Error;

const CHUNK: usize = 1 << 16;

/// How far into a page its `charset` is looked for, as the HTML standard says.
const PRESCAN: usize = 1024;

/// This many good sequences to a bad one make damaged UTF-8 of what would else
/// be another encoding. Text in another encoding hardly ever has a good one.
const DAMAGED: u64 = 4;

/// Why bytes are no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Undecodable {
    pub(super) line: u64,
    pub(super) reason: String,
}

/// Finds encodings.
#[derive(Debug)]
pub(super) struct Decoding {
    charset: Regex,
}

impl Decoding {
    pub(super) fn new() -> Result<Self, Error> {
        let charset = Regex::new(r#"(?i-u)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_:-]+)"#)
            .map_err(internal)?;
        Ok(Self { charset })
    }

    /// The encoding of a stream, read from its start to its end if need be.
    pub(super) fn detect(
        &self,
        stream: &mut (impl Read + Seek),
        page: bool,
    ) -> io::Result<&'static Encoding> {
        let mut head = Vec::new();
        stream.by_ref().take(CHUNK as u64).read_to_end(&mut head)?;
        if let Some((encoding, _)) = Encoding::for_bom(&head) {
            return Ok(encoding);
        }
        if let Some(encoding) = utf16(&head) {
            return Ok(encoding);
        }
        stream.seek(SeekFrom::Start(0))?;
        if is_utf8(stream)? {
            return Ok(UTF_8);
        }
        let prescan = &head[..head.len().min(PRESCAN)];
        if page
            && let Some(label) = self.charset.captures(prescan).and_then(|found| found.get(1))
            && let Some(encoding) = Encoding::for_label(label.as_bytes())
            // A page that can be scanned for a label is not in UTF-16, and that
            // it is not in UTF-8 was just seen.
            && ![UTF_8, UTF_16LE, UTF_16BE].contains(&encoding)
        {
            return Ok(encoding);
        }
        stream.seek(SeekFrom::Start(0))?;
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        let mut chunk = vec![0; CHUNK];
        let (mut high, mut total) = (0_u64, 0_u64);
        loop {
            let read = read_some(stream, &mut chunk)?;
            detector.feed(&chunk[..read], read == 0);
            high += chunk[..read].iter().filter(|byte| **byte >= 0x80).count() as u64;
            total += read as u64;
            if read == 0 {
                break;
            }
        }
        let guess = detector.guess(None, Utf8Detection::Deny);
        // The detector drops an encoding at its first malformed byte. What is
        // left is Windows-1252, which nothing is malformed in; but no language
        // of it has a third of its letters outside ASCII.
        let damaged = guess == WINDOWS_1252 && 3 * high > total;
        Ok(if damaged { GB18030 } else { guess })
    }

    /// Decodes a whole file.
    pub(super) fn decode(&self, bytes: &[u8], page: bool) -> Result<String, Undecodable> {
        // Reading from memory does not fail.
        let encoding = self
            .detect(&mut io::Cursor::new(bytes), page)
            .unwrap_or(UTF_8);
        let bytes = match Encoding::for_bom(bytes) {
            Some((_, length)) => &bytes[length..],
            None => bytes,
        };
        let text = encoding
            .decode_without_bom_handling_and_without_replacement(bytes)
            .ok_or_else(|| malformed(encoding, bytes))?;
        match text.find('\0') {
            Some(at) => Err(Undecodable {
                line: line_of(&text, at),
                reason: "a zero byte: not a text file".to_owned(),
            }),
            None => Ok(text.into_owned()),
        }
    }
}

/// Writes a stream again in UTF-8. What is malformed becomes U+FFFD.
pub(super) fn transcode(
    encoding: &'static Encoding,
    stream: &mut impl Read,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut chunk = vec![0; CHUNK];
    let mut text = String::with_capacity(4 * CHUNK);
    loop {
        let read = read_some(stream, &mut chunk)?;
        let mut rest = &chunk[..read];
        loop {
            text.clear();
            let (result, consumed, _) = decoder.decode_to_string(rest, &mut text, read == 0);
            out.write_all(text.as_bytes())?;
            rest = &rest[consumed..];
            if result == encoding_rs::CoderResult::InputEmpty {
                break;
            }
        }
        if read == 0 {
            return out.flush();
        }
    }
}

fn read_some(stream: &mut impl Read, chunk: &mut [u8]) -> io::Result<usize> {
    loop {
        match stream.read(chunk) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

/// Letters, digits and spaces of most texts have a zero byte in UTF-16, always
/// on the same side.
fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    let zeros = |side: usize| {
        head.iter()
            .skip(side)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let many = head.len() / 5;
    let few = head.len() / 100;
    match () {
        () if head.len() < 4 => None,
        () if odd > many && even <= few => Some(UTF_16LE),
        () if even > many && odd <= few => Some(UTF_16BE),
        () => None,
    }
}

/// Whether a stream is UTF-8, damaged or not.
fn is_utf8(stream: &mut impl Read) -> io::Result<bool> {
    let mut decoder = UTF_8.new_decoder_without_bom_handling();
    let mut chunk = vec![0; CHUNK];
    let mut text = String::with_capacity(4 * CHUNK);
    let (mut good, mut bad) = (0_u64, 0_u64);
    loop {
        let read = read_some(stream, &mut chunk)?;
        let mut rest = &chunk[..read];
        loop {
            text.clear();
            let (result, consumed) =
                decoder.decode_to_string_without_replacement(rest, &mut text, read == 0);
            if !text.is_ascii() {
                good += text.chars().filter(|c| !c.is_ascii()).count() as u64;
            }
            rest = &rest[consumed..];
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => bad += 1,
            }
        }
        if read == 0 {
            return Ok(bad == 0 || good / bad >= DAMAGED);
        }
    }
}

fn malformed(encoding: &'static Encoding, bytes: &[u8]) -> Undecodable {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder
        .max_utf8_buffer_length_without_replacement(bytes.len())
        .unwrap_or(bytes.len());
    let mut text = String::with_capacity(room);
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    let length = match result {
        DecoderResult::Malformed(length, _) => usize::from(length),
        _ => 0,
    };
    let at = read.saturating_sub(length);
    Undecodable {
        line: line_of(&text, text.len()),
        reason: format!("not {} from byte {at} on", encoding.name()),
    }
}

fn line_of(text: &str, at: usize) -> u64 {
    1 + text[..at].matches('\n').count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "The minister said: “We won’t sign before May.”\nIt costs 50 € – or £45.\n\
        A spokesman for the café owners’ union added: “That’s a façade.”\n";
    const CHINESE: &str =
        "部长表示，双方将在五月之前签署协议。\n发言人说，条件尚未成熟，谈判仍在继续。\n";

    fn decode(bytes: &[u8]) -> Result<String, Undecodable> {
        Decoding::new().unwrap().decode(bytes, false)
    }

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| {
                if little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn each_encoding_leads_back_to_the_same_text() {
        let windows = WINDOWS_1252.encode(ENGLISH).0.into_owned();
        let gb = GB18030.encode(CHINESE).0.into_owned();
        let cases = [
            (ENGLISH, ENGLISH.as_bytes().to_vec()),
            (ENGLISH, [b"\xEF\xBB\xBF", ENGLISH.as_bytes()].concat()),
            (ENGLISH, windows),
            (ENGLISH, utf16(ENGLISH, true)),
            (ENGLISH, utf16(ENGLISH, false)),
            (
                ENGLISH,
                [b"\xFF\xFE".to_vec(), utf16(ENGLISH, true)].concat(),
            ),
            (
                ENGLISH,
                [b"\xFE\xFF".to_vec(), utf16(ENGLISH, false)].concat(),
            ),
            (CHINESE, CHINESE.as_bytes().to_vec()),
            (CHINESE, gb),
            (
                CHINESE,
                [b"\xFF\xFE".to_vec(), utf16(CHINESE, true)].concat(),
            ),
            ("", Vec::new()),
        ];
        for (text, bytes) in cases {
            let head = &bytes[..bytes.len().min(12)];
            assert_eq!(decode(&bytes).as_deref(), Ok(text), "{head:?}");
        }
    }

    #[test]
    fn a_page_may_name_its_charset() {
        let page = "<html><head><meta charset=\"windows-1251\"></head><p>Да</p>";
        let bytes = encoding_rs::WINDOWS_1251.encode(page).0.into_owned();
        let decoded = Decoding::new().unwrap().decode(&bytes, true);
        assert_eq!(decoded.as_deref(), Ok(page));
    }

    #[test]
    fn damaged_text_is_refused_with_its_place() {
        let mut bytes = ENGLISH.as_bytes().to_vec();
        bytes.truncate(ENGLISH.find("façade").unwrap() + 3);
        let refused = decode(&bytes).unwrap_err();
        assert_eq!(refused.line, 3);
        let at = bytes.len() - 1;
        assert_eq!(refused.reason, format!("not UTF-8 from byte {at} on"));

        let refused = decode(b"one\ntwo\0three").unwrap_err();
        assert_eq!(refused.line, 2);
    }

    #[test]
    fn malformed_gb18030_is_refused() {
        let mut bytes = GB18030.encode(&CHINESE.repeat(20)).0.into_owned();
        bytes.extend(b"\x81\xFF\n");
        let refused = decode(&bytes).unwrap_err();
        assert_eq!(refused.line, 41, "{}", refused.reason);
    }

    #[test]
    fn a_stream_is_transcoded_across_chunks() {
        let long = CHINESE.repeat(5000);
        let bytes = GB18030.encode(&long).0.into_owned();
        let decoding = Decoding::new().unwrap();
        let encoding = decoding
            .detect(&mut io::Cursor::new(&bytes), false)
            .unwrap();
        let mut out = Vec::new();
        transcode(encoding, &mut &bytes[..], &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), long);
    }
}
