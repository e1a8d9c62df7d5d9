//! Characters that are obeyed instead of shown, on a terminal or in a page.

/// Whether a character is a control, or has no shape of its own and reorders, hides or
/// joins what stands around it (Unicode 16, sections 23.1 to 23.3; tags: 23.9). The
/// joiner of emoji is none: without it they fall apart.
#[must_use]
pub fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
