//! `hedgerow report` from the outside.

mod large;
mod page;
mod reading;

use std::fmt::Write as _;

use serde_json::json;
use tempfile::TempDir;

use crate::common::{folder_with, hedgerow};

/// Markup, addresses and characters that must stay what they are: text.
const HOSTILE: [&str; 7] = [
    "<img src=x onerror=\"window.hacked=1\">",
    "</script><script>window.hacked=2</script>",
    "</td></tr></table><iframe srcdoc='<script>parent.hacked=3</script>'>",
    "]]><svg onload=window.hacked=4><style>*{display:none}</style>",
    "\"' onmouseover='window.hacked=5' autofocus onfocus=\"window.hacked=6\"",
    "&lt;b&gt; &amp;amp; <!-- --> <base href=https://example.org>",
    "right\u{202e}tfel and\u{200b} hidden\u{2066}",
];

/// A hostile table of scored statements with tables that go with it.
fn hostile() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut scored = String::new();
    let addresses = [
        "javascript:window.hacked=7",
        "https://example.org/a?b=1&c=2",
    ];
    for (row, text) in HOSTILE.iter().cycle().take(28).enumerate() {
        let line = json!({
            "id": text, "date": "2025-11-03", "source": text, "title": text,
            "url": addresses[row % 2],
            "document": format!("{row}"), "speaker": text, "actor": HOSTILE[row % 3].replace(';', ","),
            "topic": HOSTILE[4 + row % 3].replace(';', ","), "text": format!("{text} said of row {row}"),
            "score": "0.5", "specificity": "0.5", "firmness": "0.5", "label": "mixed", "act": "a",
            "score_evidence": "0-3:<b>x</b>\" onmouseover=window.hacked=8:+0.2",
        });
        writeln!(scored, "{line}").unwrap();
    }
    let save =
        |name: &str, content: String| std::fs::write(folder.path().join(name), content).unwrap();
    save("scored.jsonl", scored);
    let [a, b] = [HOSTILE[0], HOSTILE[1]];
    let gap = json!({
        "period": "", "topic": HOSTILE[4], "actor_a": a, "actor_b": b, "n_a": "12", "n_b": "12",
        "n_documents_a": "12", "n_documents_b": "12", "mean_score_a": "0.7", "mean_score_b": "0.4",
        "difference": "0.3", "ci_low": "0.1", "ci_high": "0.5", "cliffs_delta": "0.6",
        "p_value": "0.001", "q_value": "0.002", "note": HOSTILE[3],
    });
    save("gaps.jsonl", format!("{gap}\n"));
    let claim = json!({
        "claim_id": a, "date": HOSTILE[2], "document": a, "actor": a, "counterpart": b, "topics": HOSTILE[4],
        "claim": HOSTILE[3], "score": "0.5", "specificity": "0.5", "state": HOSTILE[4], "evidence_ids": a,
        "evidence_dates": "2025-11-03", "evidence": HOSTILE[1], "similarity": "0.5", "reason": HOSTILE[0],
    });
    save("claims.jsonl", format!("{claim}\n"));
    let commitment = json!({
        "date": "2025-11-03", "actor": a, "counterpart": b, "attributed": "yes", "action": HOSTILE[1],
        "object": HOSTILE[2], "quantity": HOSTILE[0], "unit": HOSTILE[1], "per": HOSTILE[2],
        "deadline": HOSTILE[3], "period": HOSTILE[4], "condition": HOSTILE[5], "firmness": "0.5", "text": a,
    });
    save("commitments.jsonl", format!("{commitment}\n"));
    let reject = json!({"line": "3", "id": HOSTILE[0], "reason": HOSTILE[1]});
    save("articles.rejects.jsonl", format!("{reject}\n"));
    save(
        "duplicates.jsonl",
        format!("{}\n", json!({HOSTILE[0]: HOSTILE[1]})),
    );
    save(
        "removed.jsonl",
        format!("{}\n", json!({"reason": HOSTILE[2]})),
    );
    save(
        "run.json",
        json!({HOSTILE[0]: [HOSTILE[1], {HOSTILE[2]: null}], "seed": 1}).to_string(),
    );
    report(&folder);
    folder
}

/// Two actors on two topics, with dates; what is firm is of the first.
fn scored() -> String {
    let mut table = String::from(
        "id,date,source,title,url,document,actor,speaker,topic,voice,text,score,specificity,firmness,label,act\n",
    );
    for day in 1..=20 {
        let (firm, soft) = (0.6 + f64::from(day) * 0.01, 0.1 + f64::from(day) * 0.01);
        writeln!(
            table,
            "a{day},2025-11-{day:02},gazette,Bolts {day},https://example.org/{day},a{day},US,Mira Voss,tariffs,own,\
             The tariff on bolts falls by {day} percent on the first day of December.,{firm},{firm},{firm},concrete,a"
        )
        .unwrap();
        writeln!(
            table,
            "b{day},2025-12-{day:02},herald,Nuts,,b{day},CN,,agriculture;tariffs,own,\
             \"Farms, in their own way, should serve both sides as number {day} does.\",{soft},{soft},0.9,hedged,e"
        )
        .unwrap();
    }
    table.push_str("c1,,courier,,,c1,US,,,lent,Beijing has agreed.,0.3,0.3,0.3,hedged,e\n");
    table
}

/// The tables of a run without a comparison.
fn plain() -> TempDir {
    let folder = folder_with("scored.csv", scored());
    report(&folder);
    folder
}

fn report(folder: &TempDir) {
    hedgerow(folder).args(["report", "."]).assert().code(0);
}
