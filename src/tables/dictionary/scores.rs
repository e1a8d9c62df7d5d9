//! The tables that come of scoring, of gathering scores, and of the gold check.

use super::{Column, DIFFERENCE, Kind, SHARE, TableInfo};

const ACT: Kind = Kind::Word(&["c", "d", "a", "e", "x"]);
const LABEL: Kind = Kind::Word(&["concrete", "mixed", "hedged"]);

const SCORE: Column = Column::filled(
    "score",
    SHARE,
    "from evasive or empty (0) to specific and firm (1)",
);
const SPECIFICITY: Column = Column::filled(
    "specificity",
    SHARE,
    "how precisely it says who, what, how much, where, when",
);
const FIRMNESS: Column = Column::filled("firmness", SHARE, "how far the speaker stands behind it");
const LABELLED: Column = Column::filled(
    "label",
    LABEL,
    "the score in a word; the thresholds are those of the run",
);
const ACTED: Column = Column::filled(
    "act",
    ACT,
    "`c` commits the speaker's side, `d` demands, `a` asserts, `e` evaluates or states a principle, `x` evades",
);

/// Statements with their scores.
pub static SCORED: TableInfo = TableInfo {
    name: "scored",
    about: "One row for each statement, in the order of the input; the columns of the input stand first, as they came.",
    columns: &[SCORE, SPECIFICITY, FIRMNESS, LABELLED, ACTED],
};

/// Scores by actor and topic, or whatever was asked for.
pub static CELLS: TableInfo = TableInfo {
    name: "cells",
    about: "One row for each actor and topic, or whatever `--by` names; those columns stand first. A statement with several topics counts in each; the topic `all` holds each statement once, `none` those of no topic. Means are over statements.",
    columns: &[
        Column::filled("n", Kind::Count, "statements"),
        Column::filled("n_documents", Kind::Count, "documents that they stand in"),
        Column::filled("mean_score", SHARE, "mean score"),
        Column::sparse(
            "ci_low",
            SHARE,
            "lower end of the 95% interval of the mean score, by resampling documents",
            "too few documents (`--min-documents`)",
        ),
        Column::sparse(
            "ci_high",
            SHARE,
            "upper end of that interval",
            "too few documents (`--min-documents`)",
        ),
        Column::filled("mean_specificity", SHARE, "mean specificity"),
        Column::filled("mean_firmness", SHARE, "mean firmness"),
        Column::filled(
            "share_concrete",
            SHARE,
            "share of statements labelled concrete",
        ),
        Column::filled("share_hedged", SHARE, "share of statements labelled hedged"),
    ],
};

const NOT_ACCEPTED: &str = "no score was accepted yet";

/// The gold check, statement by statement.
pub static DIFF: TableInfo = TableInfo {
    name: "diff",
    about: "One row for each statement of the gold set.",
    columns: &[
        Column::filled("id", Kind::Text, "names the statement"),
        Column::filled("text", Kind::Text, "the statement"),
        Column::filled("overall_rating", SHARE, "the readers' mean, headline score"),
        Column::filled("overall_score", SHARE, "the model's"),
        Column::sparse("overall_accepted", SHARE, "the accepted one", NOT_ACCEPTED),
        Column::sparse(
            "overall_moved",
            DIFFERENCE,
            "the model's minus the accepted one",
            NOT_ACCEPTED,
        ),
        Column::filled(
            "specificity_rating",
            SHARE,
            "the readers' mean, specificity",
        ),
        Column::filled("specificity_score", SHARE, "the model's"),
        Column::sparse(
            "specificity_accepted",
            SHARE,
            "the accepted one",
            NOT_ACCEPTED,
        ),
        Column::sparse(
            "specificity_moved",
            DIFFERENCE,
            "the model's minus the accepted one",
            NOT_ACCEPTED,
        ),
        Column::filled("firmness_rating", SHARE, "the readers' mean, firmness"),
        Column::filled("firmness_score", SHARE, "the model's"),
        Column::sparse("firmness_accepted", SHARE, "the accepted one", NOT_ACCEPTED),
        Column::sparse(
            "firmness_moved",
            DIFFERENCE,
            "the model's minus the accepted one",
            NOT_ACCEPTED,
        ),
    ],
};

/// The accepted scores of the gold set.
pub static GOLD_SCORES: TableInfo = TableInfo {
    name: "gold.scores",
    about: "One row for each statement of the gold set, with the scores that were last accepted.",
    columns: &[
        Column::filled("id", Kind::Text, "names the statement"),
        SCORE,
        SPECIFICITY,
        FIRMNESS,
        LABELLED,
        ACTED,
        Column::filled("model", Kind::Text, "version of the model that gave them"),
    ],
};
