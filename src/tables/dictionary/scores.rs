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
    columns: &[
        SCORE,
        SPECIFICITY,
        FIRMNESS,
        LABELLED,
        ACTED,
        Column::filled(
            "score_low",
            SHARE,
            "with `--intervals`: lower end of the interval that holds the readers' rating in four of five statements",
        ),
        Column::filled("score_high", SHARE, "upper end of that interval"),
        Column::sparse(
            "score_evidence",
            Kind::List,
            "with `--evidence`: the words that carry the score, as `start-end:kind:contribution`, in bytes of the text",
            "no words move the score by 0.02 or more",
        ),
    ],
};

/// The cases of `gold check --behaviour`.
pub static BEHAVIOUR: TableInfo = TableInfo {
    name: "behaviour",
    about: "One row for each case: what a change of words must do to a score, and what it did.",
    columns: &[
        Column::filled("case", Kind::Text, "names the case"),
        Column::filled("capability", Kind::Text, "what it tests"),
        Column::filled("holds", super::YES_NO, "whether it holds"),
        Column::filled(
            "relation",
            Kind::Word(&[
                "lower",
                "higher",
                "same",
                "not_lower",
                "not_higher",
                "at_most",
                "at_least",
            ]),
            "what is demanded",
        ),
        Column::filled("bound", SHARE, "by how much, or of what score"),
        Column::filled(
            "value",
            DIFFERENCE,
            "the score, or how much higher the other text's is",
        ),
        Column::filled("text", Kind::Text, "the statement"),
        Column::filled("text_overall", SHARE, "its headline score"),
        Column::filled("text_specificity", SHARE, "its specificity"),
        Column::filled("text_firmness", SHARE, "its firmness"),
        Column::sparse("other_text", Kind::Text, "the changed statement", ALONE),
        Column::sparse("other_text_overall", SHARE, "its headline score", ALONE),
        Column::sparse("other_text_specificity", SHARE, "its specificity", ALONE),
        Column::sparse("other_text_firmness", SHARE, "its firmness", ALONE),
    ],
};

const ALONE: &str = "the case has one statement";

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

/// Sums that several runs' cells are made of.
pub static PARTIAL: TableInfo = TableInfo {
    name: "partial",
    about: "One row for each cell and document of a part of the statements (`--partial`), from which `--merge` makes the cells; what `--by` names stands first. Sums of scores are in millionths.",
    columns: &[
        Column::filled(
            "all_topics",
            super::YES_NO,
            "whether the cell is that of all topics together",
        ),
        Column::filled(
            "in_document",
            Kind::Text,
            "the document, as it is resampled",
        ),
        Column::filled("sum_n", Kind::Count, "statements"),
        Column::filled("sum_score", Kind::Count, "sum of scores, in millionths"),
        Column::filled(
            "sum_specificity",
            Kind::Count,
            "sum of specificity, in millionths",
        ),
        Column::filled(
            "sum_firmness",
            Kind::Count,
            "sum of firmness, in millionths",
        ),
        Column::filled("sum_concrete", Kind::Count, "statements labelled concrete"),
        Column::filled("sum_hedged", Kind::Count, "statements labelled hedged"),
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
