//! What reaches the terminal: the runner checks on every fault that nothing does that
//! a terminal obeys; these try to make it.

use crate::fault::{Fault, fault};
use crate::texts::{SCORED, scored_row};

const HOSTILE: &str = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{202e}\u{2066}\u{61c}\u{200f}\r\u{8}";

pub(super) fn faults() -> Vec<Fault> {
    let table = |actor: &str, topic: &str| {
        (0..6).fold(SCORED.to_owned(), |table, n| {
            table + &scored_row(n, "Done.", "2025-01-01", actor, topic)
        })
    };
    let hostile_file = format!("a{HOSTILE}.csv");
    vec![
        fault("hostile actors in the table that is shown").file("in.csv", table(&HOSTILE.replace('\r', ""), "trade")).run("aggregate in.csv --out out.csv").result(6),
        fault("hostile topics in the table that is shown").file("in.csv", table("US", &HOSTILE.replace('\r', ""))).run("aggregate in.csv --out out.csv").result(6),
        fault("a hostile column in an error").file("in.csv", format!("\"{HOSTILE}\"\nx\n")).run("split in.csv --out out.csv").error(&["in.csv", "\\u{1b}"]),
        fault("a hostile name in an error").run("split").arg(hostile_file.clone()).run("--out out.csv").error(&["\\u{1b}"]),
        fault("a hostile name in a report").file(&hostile_file, "text\nDone.\n\n").run("split").arg(hostile_file).run("--out out.csv").result(1),
        fault("a hostile output in a report").file("in.csv", "text\nDone.\n").run("split in.csv --out").arg(format!("o{HOSTILE}.csv")).result(1),
        fault("a hostile argument").run("split a").arg(HOSTILE).error(&["unexpected argument", "\\u{202e}"]),
        fault("a hostile value").run("split in.csv --stdin-format").arg(HOSTILE).error(&["invalid value", "\\u{202e}"]),
        fault("a hostile command").arg(HOSTILE).error(&["unrecognized subcommand", "\\u{202e}"]),
        fault("a hostile issuer").file("a.txt", crate::texts::ARTICLE).run("extract a.txt --workers 1 --out out.csv --issuer").arg(HOSTILE).result(1),
        fault("a hostile pattern in an error").file("in.csv", table("US", "")).file("t.toml", "[[topic]]\nid = \"b\\u001b[31m\"\nname = \"b\"\ndescription = \"b\"\npatterns = [\"(\\u001b[31m\\u202e\"]\n").run("aggregate in.csv --topic-table t.toml --out out.csv").error(&["t.toml", "\\u{1b}"]),
        fault("a hostile actor to compare").file("in.csv", table("US", "trade")).run("compare in.csv --out results --workers 1 --actors").arg(format!("US,{HOSTILE}")).error(&["\\u{1b}"]),
        fault("a hostile gold id").file("g.csv", format!("id,text,specificity_a,firmness_a,overall_a,act_a,specificity_b,firmness_b,overall_b,act_b\n\"{HOSTILE}\",,1,1,1,a,1,1,1,a\n")).file("g.toml", include_str!("../../../data/gold.toml")).run("gold check --gold g.csv").error(&["\\u{1b}", "empty"]),
    ]
}
