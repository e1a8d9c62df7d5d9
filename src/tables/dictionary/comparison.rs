//! The tables that set two accounts side by side.

use super::{Column, DIFFERENCE, Kind, SHARE, TableInfo, YES_NO};

const NO_STATEMENT: &str = "no statement";
const NOT_STATED: &str = "not stated; `note` says why";
const NO_DATE: &str = "no date that can be read";

/// Where accounts part, topic by topic.
pub static GAPS: TableInfo = TableInfo {
    name: "gaps",
    about: "One row for each pair of actors and each topic (and period, where asked for): how far their scores part.",
    columns: &[
        Column::sparse(
            "period",
            Kind::Period,
            "month, quarter or year",
            "all time together, or statements without a date",
        ),
        Column::filled(
            "topic",
            Kind::Text,
            "topic; `all` is all together, `none` no topic",
        ),
        Column::filled("actor_a", Kind::Text, "the first actor"),
        Column::filled("actor_b", Kind::Text, "the second actor"),
        Column::filled("n_a", Kind::Count, "statements of the first"),
        Column::filled("n_documents_a", Kind::Count, "documents that they stand in"),
        Column::sparse("mean_score_a", SHARE, "their mean score", NO_STATEMENT),
        Column::sparse(
            "mean_specificity_a",
            SHARE,
            "their mean specificity",
            NO_STATEMENT,
        ),
        Column::sparse(
            "mean_firmness_a",
            SHARE,
            "their mean firmness",
            NO_STATEMENT,
        ),
        Column::filled("n_b", Kind::Count, "statements of the second"),
        Column::filled("n_documents_b", Kind::Count, "documents that they stand in"),
        Column::sparse("mean_score_b", SHARE, "their mean score", NO_STATEMENT),
        Column::sparse(
            "mean_specificity_b",
            SHARE,
            "their mean specificity",
            NO_STATEMENT,
        ),
        Column::sparse(
            "mean_firmness_b",
            SHARE,
            "their mean firmness",
            NO_STATEMENT,
        ),
        Column::sparse(
            "difference",
            DIFFERENCE,
            "mean score of the first minus that of the second",
            NOT_STATED,
        ),
        Column::sparse(
            "ci_low",
            DIFFERENCE,
            "lower end of the difference's 95% interval, by resampling documents",
            NOT_STATED,
        ),
        Column::sparse(
            "ci_high",
            DIFFERENCE,
            "upper end of that interval",
            NOT_STATED,
        ),
        Column::sparse(
            "cliffs_delta",
            DIFFERENCE,
            "how often a statement of the first scores higher than one of the second, minus how often lower",
            NOT_STATED,
        ),
        Column::sparse("p_value", SHARE, "p-value of the bootstrap", NOT_STATED),
        Column::sparse(
            "q_value",
            SHARE,
            "p-value corrected over the topics (Benjamini and Hochberg)",
            NOT_STATED,
        ),
        Column::sparse(
            "note",
            Kind::Text,
            "why no difference is stated",
            "it is stated",
        ),
    ],
};

/// Claims and what the other side said to them.
pub static CLAIMS: TableInfo = TableInfo {
    name: "claims",
    about: "One row for each specific statement of one actor that concerns the other, and what the other said to it; in order of date. Read the evidence before you publish a state.",
    columns: &[
        Column::filled("claim_id", Kind::Text, "id of the statement"),
        Column::sparse("date", Kind::Date, "its day", NO_DATE),
        Column::filled("document", Kind::Text, "the document that it stands in"),
        Column::filled("actor", Kind::Text, "who claims"),
        Column::filled("counterpart", Kind::Text, "the other side"),
        Column::sparse("topics", Kind::List, "what it is about", "no topic"),
        Column::filled("claim", Kind::Text, "the statement"),
        Column::filled("score", SHARE, "its score"),
        Column::filled("specificity", SHARE, "its specificity"),
        Column::filled(
            "state",
            Kind::Word(&[
                "confirmed",
                "acknowledged",
                "contradicted",
                "silent",
                "absent",
            ]),
            "what the other side said: the same, something vaguer, something else, only other things on the topic, or nothing on it in the window (or the claim has no topic)",
        ),
        Column::sparse(
            "evidence_ids",
            Kind::List,
            "the other side's statements that decided, or that came nearest",
            "there is none",
        ),
        Column::sparse(
            "evidence_dates",
            Kind::List,
            "their days, ISO 8601",
            "there is none",
        ),
        Column::sparse(
            "evidence",
            Kind::Text,
            "their texts, joined by \" | \"",
            "there is none",
        ),
        Column::sparse(
            "similarity",
            SHARE,
            "chance that the claim and the first of them speak of the same thing",
            "there is none",
        ),
        Column::filled("reason", Kind::Text, "why it has this state"),
    ],
};

/// Who promised what.
pub static COMMITMENTS: TableInfo = TableInfo {
    name: "commitments",
    about: "One row for each promise in a statement. Of several amounts the columns from `quantity` to `quantity_high` hold one value each, separated by `;`, in the same order.",
    columns: &[
        Column::filled("statement", Kind::Text, "id of the statement"),
        Column::sparse("date", Kind::Date, "its day", NO_DATE),
        Column::filled("document", Kind::Text, "the document that it stands in"),
        Column::filled("actor", Kind::Text, "who promises"),
        Column::sparse("counterpart", Kind::Text, "to whom", "not said"),
        Column::filled(
            "attributed",
            YES_NO,
            "`yes` where another than the actor says so",
        ),
        Column::filled(
            "action",
            Kind::Text,
            "what is to be done, in the statement's words",
        ),
        Column::sparse(
            "object",
            Kind::Text,
            "to what, in the statement's words",
            "not said",
        ),
        Column::sparse(
            "quantity",
            Kind::List,
            "amount, in the unit beside it",
            "none, or a range",
        ),
        Column::sparse(
            "unit",
            Kind::List,
            "its unit",
            "no amount, or one without a unit",
        ),
        Column::sparse(
            "per",
            Kind::List,
            "in what time or by what, such as `year`",
            "not said",
        ),
        Column::sparse(
            "quantity_low",
            Kind::List,
            "least amount",
            "no amount, or no least",
        ),
        Column::sparse(
            "quantity_high",
            Kind::List,
            "greatest amount",
            "no amount, or no greatest",
        ),
        Column::sparse(
            "deadline",
            Kind::Text,
            "day by which, ISO 8601, or `from/to`",
            "not said",
        ),
        Column::sparse("period", Kind::Text, "days in which, `from/to`", "not said"),
        Column::sparse(
            "condition",
            Kind::Text,
            "condition, in the statement's words",
            "none",
        ),
        Column::sparse("firmness", SHARE, "firmness of the statement", "not scored"),
        Column::filled(
            "spans",
            Kind::Text,
            "where each piece stands, in bytes of the statement: `action=3-9;object=10-20`",
        ),
        Column::filled("text", Kind::Text, "the statement"),
    ],
};

/// Who has hardened or softened.
pub static SHIFTS: TableInfo = TableInfo {
    name: "shifts",
    about: "One row for each actor, topic and two periods that follow each other: how the score changed.",
    columns: &[
        Column::filled("actor", Kind::Text, "whose statements"),
        Column::filled(
            "topic",
            Kind::Text,
            "topic; `all` is all together, `none` no topic",
        ),
        Column::filled("from", Kind::Period, "the earlier period"),
        Column::filled("to", Kind::Period, "the later period"),
        Column::filled("n_from", Kind::Count, "statements in the earlier period"),
        Column::filled(
            "n_documents_from",
            Kind::Count,
            "documents that they stand in",
        ),
        Column::sparse("mean_score_from", SHARE, "their mean score", NO_STATEMENT),
        Column::sparse(
            "mean_specificity_from",
            SHARE,
            "their mean specificity",
            NO_STATEMENT,
        ),
        Column::sparse(
            "mean_firmness_from",
            SHARE,
            "their mean firmness",
            NO_STATEMENT,
        ),
        Column::filled("n_to", Kind::Count, "statements in the later period"),
        Column::filled(
            "n_documents_to",
            Kind::Count,
            "documents that they stand in",
        ),
        Column::sparse("mean_score_to", SHARE, "their mean score", NO_STATEMENT),
        Column::sparse(
            "mean_specificity_to",
            SHARE,
            "their mean specificity",
            NO_STATEMENT,
        ),
        Column::sparse(
            "mean_firmness_to",
            SHARE,
            "their mean firmness",
            NO_STATEMENT,
        ),
        Column::sparse(
            "change",
            DIFFERENCE,
            "mean score of the later period minus that of the earlier",
            NOT_STATED,
        ),
        Column::sparse(
            "ci_low",
            DIFFERENCE,
            "lower end of the change's 95% interval, by resampling documents",
            NOT_STATED,
        ),
        Column::sparse(
            "ci_high",
            DIFFERENCE,
            "upper end of that interval",
            NOT_STATED,
        ),
        Column::sparse(
            "cliffs_delta",
            DIFFERENCE,
            "how often a later statement scores higher than an earlier one, minus how often lower",
            NOT_STATED,
        ),
        Column::sparse("p_value", SHARE, "p-value of the bootstrap", NOT_STATED),
        Column::sparse(
            "q_value",
            SHARE,
            "p-value corrected over the actor's shifts (Benjamini and Hochberg)",
            NOT_STATED,
        ),
        Column::sparse(
            "direction",
            Kind::Word(&["hardening", "softening", "unclear"]),
            "where the score has gone, by its interval",
            NOT_STATED,
        ),
        Column::sparse(
            "before_id",
            Kind::Text,
            "an earlier statement that shows it",
            "none does",
        ),
        Column::sparse("before", Kind::Text, "its text", "none does"),
        Column::sparse(
            "after_id",
            Kind::Text,
            "a later statement that shows it",
            "none does",
        ),
        Column::sparse("after", Kind::Text, "its text", "none does"),
        Column::sparse(
            "note",
            Kind::Text,
            "why no change is stated",
            "it is stated",
        ),
    ],
};

const ONLY_THE_OTHER: &str = "only the other text has it";
const ONLY_ONE: &str = "only one text has it";

/// Two texts about one meeting.
pub static READOUTS: TableInfo = TableInfo {
    name: "readouts",
    about: "One row for each passage of two texts about one meeting, in the order of the first; what only the second says follows.",
    columns: &[
        Column::filled(
            "parallel",
            Kind::Word(&["both", "differently", "only_first", "only_second"]),
            "whether both say it, both put it differently, or only one says it",
        ),
        Column::sparse(
            "first",
            Kind::Text,
            "the words of the first text",
            ONLY_THE_OTHER,
        ),
        Column::sparse(
            "second",
            Kind::Text,
            "the words of the second text",
            ONLY_THE_OTHER,
        ),
        Column::sparse(
            "score_first",
            SHARE,
            "score in the first text",
            ONLY_THE_OTHER,
        ),
        Column::sparse(
            "score_second",
            SHARE,
            "score in the second text",
            ONLY_THE_OTHER,
        ),
        Column::sparse(
            "specificity_first",
            SHARE,
            "specificity in the first text",
            ONLY_THE_OTHER,
        ),
        Column::sparse(
            "specificity_second",
            SHARE,
            "specificity in the second text",
            ONLY_THE_OTHER,
        ),
        Column::sparse(
            "firmness_first",
            SHARE,
            "firmness in the first text",
            ONLY_THE_OTHER,
        ),
        Column::sparse(
            "firmness_second",
            SHARE,
            "firmness in the second text",
            ONLY_THE_OTHER,
        ),
        Column::sparse(
            "similarity",
            SHARE,
            "chance that both passages speak of the same thing",
            ONLY_ONE,
        ),
        Column::sparse("reason", Kind::Text, "how they compare", ONLY_ONE),
    ],
};
