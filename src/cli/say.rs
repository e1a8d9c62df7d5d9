//! Talk, on standard error. Text from articles may be hostile: nothing that it
//! holds reaches the terminal as a control sequence.

use std::io::{self, IsTerminal, Write as _};
use std::path::Path;
use std::time::Duration;

use anstyle::Style;
use comfy_table::{ContentArrangement, Table, presets};
use hedgerow::tables::{Excess, Written};
use hedgerow::{Error, is_obeyed};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Done;

/// A line of talk.
pub(super) fn line(text: &str) {
    lines(&text.replace('\n', "\\n"));
}

/// Talk of several lines, such as an error that points into a file. Where nobody
/// listens any more, the work goes on.
pub(super) fn lines(text: &str) {
    let _ = writeln!(io::stderr(), "{}", harmless(text));
}

/// Says how many rows were rejected, and what that makes of the run.
pub(super) fn rejected(count: u64, file: &Path) -> Done {
    if count == 0 {
        return Done::Well;
    }
    line(&format!(
        "{count} rows were rejected; {} says why",
        file.display()
    ));
    Done::WithRejects
}

/// Warns of what Excel would not show whole.
pub(super) fn excess(tables: &[Written]) {
    for table in tables {
        let Excess { long_cells, rows } = table.excess;
        let name = table.target.path();
        if long_cells > 0 {
            line(&format!(
                "{}: {long_cells} cells have more than the 32,767 characters that Excel keeps of \
                 a cell; the file has them whole",
                name.display()
            ));
        }
        if rows > 0 {
            line(&format!(
                "{}: {rows} rows are behind the 1,048,576th, the last that Excel opens; the file \
                 has them",
                name.display()
            ));
        }
    }
}

/// A table, on standard error as talk.
pub(super) fn table(header: &[&str], rows: &[Vec<String>]) {
    let _ = writeln!(io::stderr(), "{}", layout(header, rows));
}

/// A table, on standard output as the result that was asked for.
pub(super) fn result_table(header: &[&str], rows: &[Vec<String>]) -> Result<(), Error> {
    put(writeln!(io::stdout(), "{}", layout(header, rows)))
}

/// A line of the result that was asked for.
pub(super) fn result(text: &str) -> Result<(), Error> {
    put(writeln!(io::stdout(), "{}", harmless(text)))
}

/// The result that was asked for, as it is: a text of the program's own making, for
/// another program to read.
pub(super) fn result_bytes(bytes: &[u8]) -> Result<(), Error> {
    put(io::stdout().write_all(bytes))
}

/// A line of the result in colours, where standard output is a terminal that shows
/// them and `NO_COLOR` is not set.
pub(super) fn coloured(pieces: &[(Style, &str)]) -> Result<(), Error> {
    let pieces: Vec<String> = pieces
        .iter()
        .map(|(style, piece)| format!("{style}{}{style:#}", harmless(piece)))
        .collect();
    put(writeln!(anstream::stdout(), "{}", pieces.concat()))
}

/// A reader that goes away early has read enough.
fn put(written: io::Result<()>) -> Result<(), Error> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(Error::write(Path::new("standard output"))),
    }
}

fn layout(header: &[&str], rows: &[Vec<String>]) -> Table {
    let mut table = Table::new();
    table
        .load_preset(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(header);
    for row in rows {
        table.add_row(row.iter().map(|cell| harmless(cell)));
    }
    table
}

/// What a terminal would obey is shown by its code; line feeds stay.
pub(super) fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if c != '\n' && is_obeyed(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

/// A progress bar with rate and remaining time; hidden where standard error is
/// not a terminal.
pub(super) fn progress(unit: &str) -> ProgressBar {
    bar(&format!(
        "{{bar:32}} {{human_pos}} of {{human_len}} {unit}, {{per_sec}}, {{eta}} to go"
    ))
}

/// Progress where the end is not known beforehand.
pub(super) fn counter(unit: &str) -> ProgressBar {
    bar(&format!(
        "{{spinner}} {{human_pos}} {unit}, {{per_sec}}, {{elapsed}}"
    ))
}

fn bar(template: &str) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_style(style);
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_sequences_are_shown_and_not_obeyed() {
        assert_eq!(harmless("a\u{1b}[31mb\r"), "a\\u{1b}[31mb\\u{d}");
        assert_eq!(harmless("left\u{202e}right"), "left\\u{202e}right");
        assert_eq!(harmless("Šiauliai 稀土"), "Šiauliai 稀土");
    }
}
