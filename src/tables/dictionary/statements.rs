//! The tables that come of articles and paragraphs, and the rejects of all.

use super::{Column, Kind, SHARE, TableInfo};

const NOT_KNOWN: &str = "not known";
const NOT_GIVEN: &str = "the article does not give it";

/// One row a statement, from articles.
pub static STATEMENTS: TableInfo = TableInfo {
    name: "statements",
    about: "One row for each sentence that an article attributes to somebody, in the order of the articles and of their text.",
    columns: &[
        Column::filled(
            "id",
            Kind::Text,
            "names the statement: the article, and its number in it",
        ),
        Column::filled(
            "document",
            Kind::Text,
            "the article that it stands in: a path, or a path and the row of a table",
        ),
        Column::sparse("date", Kind::Date, "day of the article", NOT_KNOWN),
        Column::sparse(
            "source",
            Kind::Text,
            "the outlet or office that published the article",
            NOT_GIVEN,
        ),
        Column::sparse("title", Kind::Text, "headline of the article", NOT_GIVEN),
        Column::sparse("url", Kind::Text, "address of the article", NOT_GIVEN),
        Column::filled(
            "actor",
            Kind::List,
            "whom the speaker speaks for, by the ids of the actor list; `unknown` where that cannot be told",
        ),
        Column::sparse(
            "speaker",
            Kind::Text,
            "the speaker's full name where the article gives it, else the words of the article",
            "the article names nobody",
        ),
        Column::sparse("role", Kind::Text, "office of the speaker", NOT_KNOWN),
        Column::filled(
            "form",
            Kind::Word(&["direct", "indirect", "mixed", "turn", "release"]),
            "kind of quotation, or turn of a transcript, or sentence of a release",
        ),
        Column::filled(
            "voice",
            Kind::Word(&["own", "lent"]),
            "`lent` where another reports the statement (\"Washington says that Beijing agreed\")",
        ),
        Column::sparse(
            "lent_by",
            Kind::Text,
            "who lends the voice",
            "the voice is the speaker's own",
        ),
        Column::sparse(
            "source_words",
            Kind::Text,
            "the words that name the source; pieces are joined by \" … \"",
            "none: a release",
        ),
        Column::sparse(
            "cue_words",
            Kind::Text,
            "the words that attribute; pieces are joined by \" … \"",
            "none: a turn, or a release",
        ),
        Column::sparse(
            "distancing",
            Kind::Text,
            "the reporter's word of distance (\"claimed\")",
            "none",
        ),
        Column::sparse(
            "dates",
            Kind::List,
            "days named in the statement, ISO 8601, or `from/to`; relative ones by the article's date",
            "none is named",
        ),
        Column::filled("text", Kind::Text, "the statement: this is what is scored"),
        Column::filled(
            "spans",
            Kind::Spans,
            "where it stands, in bytes of the decoded article",
        ),
        Column::filled("evidence", Kind::Text, "by what the actor was told"),
    ],
};

/// Articles that were left out as copies.
pub static DUPLICATES: TableInfo = TableInfo {
    name: "duplicates",
    about: "One row for each article that was left out because an earlier one says nearly the same.",
    columns: &[
        Column::filled("document", Kind::Text, "the article that was left out"),
        Column::filled("of", Kind::Text, "the article that stands for it"),
        Column::filled(
            "similarity",
            SHARE,
            "estimated share of common word sequences (Jaccard, sequences of five words)",
        ),
    ],
};

/// What cleaning removed.
pub static REMOVED: TableInfo = TableInfo {
    name: "removed",
    about: "One row for each piece of an article that was left out because it is not the article: advertisements, menus, bylines.",
    columns: &[
        Column::filled("document", Kind::Text, "the article"),
        Column::filled(
            "start",
            Kind::Count,
            "first byte of the piece in the decoded article, from 0",
        ),
        Column::filled("end", Kind::Count, "the byte behind the piece"),
        Column::filled(
            "reason",
            Kind::Word(&[
                "widget",
                "script",
                "symbols",
                "byline",
                "dateline",
                "fragment",
                "repeated",
                "boilerplate",
            ]),
            "why it was removed",
        ),
        Column::filled("text", Kind::Text, "the piece"),
    ],
};

/// Sentences of a table of paragraphs.
pub static SPLIT: TableInfo = TableInfo {
    name: "split",
    about: "One row for each sentence of the input's texts; the columns of the input are repeated.",
    columns: &[Column::filled(
        "sentence",
        Kind::Count,
        "the sentence's place in its paragraph, from 1",
    )],
};

/// What could not be used.
pub static REJECTS: TableInfo = TableInfo {
    name: "rejects",
    about: "One row for each row or file that could not be used. The file is there only if there is one.",
    columns: &[
        Column::sparse(
            "line",
            Kind::Count,
            "the line of the input on which the row begins, from 1 (in Parquet: its row)",
            "a whole file, or a part of a text",
        ),
        Column::sparse(
            "id",
            Kind::Text,
            "the row's id, or the file",
            "the input names none",
        ),
        Column::filled("reason", Kind::Text, "why it could not be used"),
    ],
};
