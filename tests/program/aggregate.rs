//! `hedgerow aggregate` from the outside.

use crate::common::{column, folder_with, hedgerow, text};
use predicates::str::contains;

/// Six documents of two actors under several spellings.
const SCORED: &str = "\
id,date,source,actor,text,score,specificity,firmness,label,act
1,2025-11-03,gazette,US,Tariffs on bolts fall to 4 percent.,0.9000,1.0000,0.8000,concrete,a
2,2025-11-03,gazette,Washington,Rare earths and tariffs were discussed.,0.5000,0.4000,0.6000,mixed,a
3,2025-11-04,gazette,the White House,We may see.,0.1000,0.0000,0.2000,hedged,x
4,2025-12-04,herald,China,Tariffs serve nobody.,0.2000,0.2000,0.8000,hedged,e
5,2025-12-05,herald,Beijing,Shipments of rare earths resume on 9 January.,0.8000,0.9000,0.9000,concrete,c
6,soon,herald,Ruritania,Nothing of the kind.,0.3000,0.3000,0.3000,hedged,e
";

#[test]
fn cells_of_actor_and_topic_with_all_topics_together_first() {
    let folder = folder_with("scored.csv", SCORED);
    hedgerow(&folder)
        .args([
            "aggregate",
            "scored.csv",
            "--out",
            "cells.csv",
            "--min-documents",
            "9",
        ])
        .assert()
        .code(0)
        .stderr(contains("9 cells of 6 rows are in cells.csv"));
    insta::assert_snapshot!(text(&folder, "cells.csv"), @r"
    actor,topic,n,n_documents,mean_score,ci_low,ci_high,mean_specificity,mean_firmness,share_concrete,share_hedged
    CN,all,2,2,0.5000,,,0.5500,0.8500,0.5000,0.5000
    CN,rare_earths,1,1,0.8000,,,0.9000,0.9000,1.0000,0.0000
    CN,tariffs,1,1,0.2000,,,0.2000,0.8000,0.0000,1.0000
    Ruritania,all,1,1,0.3000,,,0.3000,0.3000,0.0000,1.0000
    Ruritania,none,1,1,0.3000,,,0.3000,0.3000,0.0000,1.0000
    US,all,3,2,0.5000,,,0.4667,0.5333,0.3333,0.3333
    US,none,1,1,0.1000,,,0.0000,0.2000,0.0000,1.0000
    US,rare_earths,1,1,0.5000,,,0.4000,0.6000,0.0000,0.0000
    US,tariffs,2,1,0.7000,,,0.7000,0.7000,0.5000,0.0000
    ");
}

#[test]
fn periods_and_columns_can_be_grouped_by_and_a_missing_date_stays_empty() {
    let folder = folder_with("scored.csv", SCORED);
    hedgerow(&folder)
        .args([
            "aggregate",
            "scored.csv",
            "--by",
            "month,act",
            "--out",
            "cells.csv",
        ])
        .assert()
        .code(0)
        .stderr(contains("1 rows have no date that can be read"));
    let cells = text(&folder, "cells.csv");
    assert_eq!(
        column(&cells, "month"),
        ["", "2025-11", "2025-11", "2025-12", "2025-12"]
    );
    assert_eq!(column(&cells, "act"), ["e", "a", "x", "c", "e"]);
}

#[test]
fn intervals_are_there_from_the_asked_number_of_documents_and_do_not_depend_on_order() {
    let folder = folder_with("scored.csv", SCORED);
    let (header, body) = SCORED.split_once('\n').unwrap();
    let mut lines: Vec<&str> = body.lines().collect();
    lines.reverse();
    let reversed = format!("{header}\n{}\n", lines.join("\n"));
    std::fs::write(folder.path().join("reversed.csv"), reversed).unwrap();
    let cells = |input: &str| {
        hedgerow(&folder)
            .args([
                "aggregate",
                input,
                "--min-documents",
                "2",
                "--out",
                "cells.csv",
            ])
            .assert()
            .code(0);
        text(&folder, "cells.csv")
    };
    let straight = cells("scored.csv");
    assert_eq!(straight, cells("reversed.csv"));
    let low = column(&straight, "ci_low");
    let documents = column(&straight, "n_documents");
    for (low, documents) in low.iter().zip(documents) {
        assert_eq!(
            low.is_empty(),
            documents == "1",
            "{documents} documents: {low:?}"
        );
    }
}

#[test]
fn a_topic_column_overrules_the_patterns_and_topics_of_one_s_own_are_added() {
    let folder = folder_with(
        "scored.csv",
        SCORED
            .replace("id,date", "topic,date")
            .replace("\n1,", "\nmetal; trade ,"),
    );
    let mine = "[[topic]]\nid = 'bolts'\nname = 'Bolts'\npatterns = ['bolts?']\n";
    std::fs::write(folder.path().join("mine.toml"), mine).unwrap();
    hedgerow(&folder)
        .args([
            "aggregate",
            "scored.csv",
            "--by",
            "topic",
            "--out",
            "cells.csv",
        ])
        .assert()
        .code(0);
    let topics = column(&text(&folder, "cells.csv"), "topic");
    assert!(topics.contains(&"metal".to_owned()) && topics.contains(&"trade".to_owned()));

    std::fs::write(folder.path().join("scored.csv"), SCORED).unwrap();
    hedgerow(&folder)
        .args([
            "aggregate",
            "scored.csv",
            "--by",
            "topic",
            "--topic-table",
            "mine.toml",
            "--only-my-topics",
            "--out",
            "cells.csv",
        ])
        .assert()
        .code(0);
    assert_eq!(
        column(&text(&folder, "cells.csv"), "topic"),
        ["all", "bolts", "none"]
    );
}

#[test]
fn rows_without_a_usable_score_are_rejected() {
    let folder = folder_with(
        "scored.csv",
        SCORED
            .replace("0.9000,1.0000", "high,1.0000")
            .replace("hedged,x", "vague,x"),
    );
    hedgerow(&folder)
        .args(["aggregate", "scored.csv", "--out", "cells.csv"])
        .assert()
        .code(2);
    insta::assert_snapshot!(text(&folder, "cells.csv.rejects.csv"), @r#"
    line,id,reason
    2,1,"score is ""high"", not a number from 0 to 1"
    4,3,"""vague"" is not a label; labels are concrete, mixed and hedged"
    "#);
}

#[test]
fn a_table_that_was_not_scored_is_refused_with_the_next_step() {
    let folder = folder_with("raw.csv", "actor,text\nUS,We may see.\n");
    hedgerow(&folder)
        .args(["aggregate", "raw.csv"])
        .assert()
        .code(1)
        .stderr(contains(
            "has no column \"score\"; run `hedgerow score` on it first",
        ));
}

#[test]
fn a_topic_without_patterns_is_told_by_its_meaning() {
    let scored = "\
id,date,source,actor,text,score,specificity,firmness,label,act
1,2025-11-03,gazette,US,The keepers lit the lamp of the lighthouse again after the storm.,0.9,0.9,0.9,concrete,a
2,2025-11-03,gazette,US,Duties on bolts fall to 4 percent.,0.9,0.9,0.9,concrete,a
";
    let folder = folder_with("scored.csv", scored);
    std::fs::write(
        folder.path().join("mine.toml"),
        "[[topic]]\nid = 'lighthouses'\nname = 'Lighthouses'\n\
         description = 'Lighthouses, beacons and the people who keep them.'\n\
         examples = ['The beacon on the cape was repaired.']\n",
    )
    .unwrap();
    hedgerow(&folder)
        .args(["aggregate", "scored.csv", "--topic-table", "mine.toml"])
        .args(["--by", "topic", "--out", "cells.csv"])
        .assert()
        .code(0);
    let cells = text(&folder, "cells.csv");
    assert_eq!(column(&cells, "topic"), ["all", "lighthouses", "tariffs"]);
    assert_eq!(column(&cells, "n"), ["2", "1", "1"]);
}
