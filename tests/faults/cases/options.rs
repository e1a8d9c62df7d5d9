//! Options out of range or against each other.

use crate::fault::{Fault, fault};
use crate::texts::{ARTICLE, scored};

fn score(name: &str, options: &str) -> Fault {
    fault(name)
        .file("in.csv", "text\nWe will act.\n")
        .run("score in.csv --out out.csv")
        .run(options)
}

fn extract(name: &str, options: &str) -> Fault {
    fault(name)
        .file("a.txt", ARTICLE)
        .run("extract a.txt --out out.csv --workers 1")
        .run(options)
}

pub(super) fn faults() -> Vec<Fault> {
    vec![
        score("no workers", "--workers 0").error(&["--workers"]),
        score("a million workers", "--workers 1000000").error(&["--workers", "the limit is 1024"]),
        score("more workers than memory for numbers", "--workers 99999999999999999999").error(&["--workers"]),
        score("no tokens in a batch", "--batch-tokens 0").error(&["--batch-tokens"]),
        score("the most tokens in a batch", "--batch-tokens 18446744073709551615 --workers 1").result(1),
        score("one token in a batch", "--batch-tokens 1 --workers 1").result(1),
        score("an option that is unknown", "--\u{1b}[31m").error(&["unexpected argument"]),
        score("a precision that is unknown", "--precision fp8").error(&["fp8", "fp32"]),
        extract("a similarity above 1", "--similarity 2").error(&["--similarity is 2"]),
        extract("a similarity that is no number", "--similarity NaN").error(&["--similarity is NaN"]),
        extract("an issuer of control characters", "--issuer \u{1b}[31m\u{202e}").result(1),
        extract("an issuer that is unknown", "--issuer Freedonia").result(1),
        extract("a limit of nothing", "--text-limit 0").error(&["a.txt", "the limit is 0", "--text-limit"]),
        extract("a limit below zero", "--unpacked-limit -1").error(&["-1"]),
        fault("too many documents for an interval").file("in.csv", scored(8)).run("aggregate in.csv --min-documents 18446744073709551615 --out out.csv").result(8),
        fault("the largest seed").file("in.csv", scored(8)).run("aggregate in.csv --seed 18446744073709551615 --min-documents 1 --out out.csv").result(8),
        fault("no command").error(&["Usage"]),
        fault("a command that is unknown").run("scores").error(&["scores", "score"]),
        fault("a gold set that is not there").run("gold check --gold no.csv").error(&["no.csv", "check its name"]),
        fault("a gold set without its columns").file("g.csv", "id,text\n1,Done.\n").run("gold check --gold g.csv").error(&["g.csv", "no column"]),
        fault("a gold rating out of range").file("g.csv", "id,text,specificity_a,firmness_a,overall_a,act_a,specificity_b,firmness_b,overall_b,act_b\n1,Done.,9,1,1,a,1,1,1,a\n").run("gold check --gold g.csv").error(&["g.csv", "line 2", "specificity_a", "9 is not in 0..4"]),
        fault("a gold rating that is no number").file("g.csv", "id,text,specificity_a,firmness_a,overall_a,act_a,specificity_b,firmness_b,overall_b,act_b\n1,Done.,NaN,1,1,a,1,1,1,a\n").run("gold check --gold g.csv").error(&["g.csv", "line 2", "NaN"]),
        fault("a gold set that is ragged").file("g.csv", "id,text,specificity_a\n1,Done.\n").run("gold check --gold g.csv").error(&["g.csv", "line 2", "2 fields"]),
    ]
}
