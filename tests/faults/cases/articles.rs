//! Articles whose text is hostile.

use crate::fault::{Fault, article, fault};
use crate::texts::ARTICLE;

fn text(name: &str, text: impl AsRef<[u8]>) -> Fault {
    article(name, "a.txt", text)
}

/// A sentence to which nothing is to be added, so that an article is left.
const END: &str = "\n\nThe harbour office said on Friday that boats would sail again.\n";

pub(super) fn faults() -> Vec<Fault> {
    let with = |part: &str| format!("Another day\n\n{part}{END}");
    vec![
        text("an article longer than the limit", "It was said so. ".repeat(300_000)).rejects(2, 1, &["a.txt", "the limit is 4194304", "--text-limit"]),
        text("an article under a limit that is lower", "It was said so on Monday. ".repeat(100)).run("--text-limit 1000").rejects(2, 1, &["a.txt", "the limit is 1000"]),
        article("a row of a table of articles longer than the limit", "a.jsonl", format!("{{\"title\":\"T\",\"text\":\"{}\"}}\n", "It was said so. ".repeat(300_000))).rejects(2, 1, &["a.jsonl#1", "an article is 4194304"]),
        text("a word of 200,000 characters", with(&"a".repeat(200_000))).result(2),
        text("quotation marks that are never closed", with(&"“We ".repeat(4_000))).result(2),
        text("quotation marks alone", with(&"“”\"'".repeat(20_000))).result(2),
        text("brackets without end", with(&"(((".repeat(20_000))).result(2),
        text("dashes without end", with(&"– said ".repeat(3_000))).result(2),
        text("a sentence of 2,000 clauses", with(&"the minister said that ".repeat(2_000))).result(2),
        text("names without end", with(&"Minister Ada Quill and ".repeat(2_000))).result(2),
        text("labels of a transcript without end", with(&"MS. QUILL: Yes.\nQUESTION: No?\n".repeat(5_000))).result(2),
        text("a label of 100,000 letters", with(&format!("{}: Yes.", "A".repeat(100_000)))).result(2),
        text("numbers without end", with(&"1,000,".repeat(30_000))).result(2),
        text("a number of 100,000 digits", with(&format!("“We will buy {} tonnes of beans,” said Ada Quill.", "9".repeat(100_000)))).result(2),
        text("dates out of range", with("“We met on 99 March 2025, 31 February 2025, 0000-00-00, 1 January 9999, 32/13/2025 and in 999999999999 days,” said Ada Quill.")).result(2),
        text("a date line out of range", format!("Another day\n\n31 February 2025{END}")).result(2),
        text("control characters", with("\u{1}\u{2}\u{7}\u{8}\u{c}\u{e}\u{7f}\u{85}\u{9b}31m “We will act,” said Ada Quill.")).result(2),
        text("escape sequences", with("\u{1b}]0;title\u{7}\u{1b}[2J “We will \u{1b}[31mact,” said Ada Quill.")).result(2),
        text("right-to-left overrides", with("\u{202e}“We will act,” said Ada Quill.\u{202c} \u{2066}x\u{2069} \u{61c}")).result(2),
        text("zero-width characters", with("“We\u{200b} will\u{200d} act\u{feff},” sa\u{ad}id A\u{200c}da Quill.")).result(2),
        text("emoji sequences", with("“We will 👩‍👩‍👧‍👦🏳️‍🌈🇺🇳 act 👍🏽,” said Ada Quill.")).result(2),
        text("marks piled on a letter", with(&format!("“We will a{}ct,” said Ada Quill.", "\u{301}".repeat(10_000)))).result(2),
        text("private and unassigned characters", with("“We will \u{e000}\u{f8ff}\u{10ffff}\u{fdd0}\u{ffff} act,” said Ada Quill.")).result(2),
        text("letters whose case changes their length", with("“İstanbul ẞ ŉ ǰ ΐ ﬃ will act,” SAİD Ada Quill of İSTANBUL.")).result(2),
        text("markers of the model", with("“[CLS] We will [SEP] [MASK] act [PAD],” said Ada Quill [UNK].")).result(2),
        text("formulas of a spreadsheet", with("“=HYPERLINK(\"http://x.invalid\")”, said Ada Quill. “=1+1,” said Ada Quill.")).result(2),
        text("one line of 100 KB", with(&"It was said so on Monday that boats would sail. ".repeat(2_000))).result(2),
        text("100,000 lines of one letter", with(&"x\n".repeat(100_000))).result(2),
        text("blank lines without end", with(&"\n".repeat(1_000_000))).result(2),
        text("the same line without end", with(&"Read more\n".repeat(50_000))).result(2),
        text("old Mac line ends", with("One.\rTwo said so.\r").replace('\n', "\r")).result(2),
        text("words in other scripts", with("官员表示将采取行动。 \u{5d0}\u{5de}\u{5e8}. Он сказал, что будет.")).result(2),
        article("a table of articles with an empty row", "a.csv", "title,text\nT,\nU,\"The harbour office said on Friday that boats would sail again.\"\n").rejects(3, 1, &["a.csv#1", "empty"]),
        article("a table of articles that is ragged", "a.csv", "title,text\nT\nU,\"The harbour office said on Friday that boats would sail again.\"\n").rejects(3, 1, &["a.csv#1", "1 fields"]),
        article("a table of articles with a quotation mark left open", "a.csv", "title,text\nU,\"The harbour office said on Friday that boats would sail again.\nV,x\n").rejects(2, 1, &["a.csv#1", "never closed"]),
        article("dates out of range in a table of articles", "a.csv", "title,date,text\nU,9999-99-99,\"The harbour office said on Friday that boats would sail again.\"\n").result(2),
        fault("an article on standard input that is empty").run("extract - --out out.csv --workers 1").rejects(1, 1, &["standard input", "empty"]),
        fault("an article on standard input longer than the limit").stdin("It was said so. ".repeat(300_000)).run("extract - --out out.csv --workers 1").error(&["standard input", "4194304 bytes, the limit", "--text-limit"]),
        fault("all stages on hostile text").file("articles/a.txt", with("“\u{1b}[31m=cmd|’/C calc’!A0 \u{202e} <script>alert(1)</script> we will act by 31 February 99999,” said Ada Quill.")).file("articles/b.txt", ARTICLE).run("run articles --out results --workers 1").result(2),
    ]
}
