//! Lists of actors and topics that contradict themselves or cannot be read.

use crate::fault::{Fault, fault};
use crate::texts::scored;

fn actors(name: &str, toml: impl AsRef<[u8]>) -> Fault {
    fault(name)
        .file("in.csv", scored(4))
        .file("a.toml", toml)
        .run("aggregate in.csv --actor-table a.toml --out out.csv")
}

fn topics(name: &str, toml: impl AsRef<[u8]>) -> Fault {
    fault(name)
        .file("in.csv", scored(4))
        .file("t.toml", toml)
        .run("aggregate in.csv --topic-table t.toml --out out.csv")
}

fn actor(id: &str, names: &str) -> String {
    format!("[[actor]]\nid = \"{id}\"\nname = \"{id} land\"\nkind = \"state\"\nnames = [{names}]\n")
}

fn person(fields: &str) -> String {
    format!(
        "{}[[actor.person]]\nname = \"Ada Quill\"\nrole = \"minister\"\n{fields}\n",
        actor("XA", "")
    )
}

fn topic(patterns: &str) -> String {
    format!(
        "[[topic]]\nid = \"boats\"\nname = \"Boats\"\ndescription = \"Boats.\"\npatterns = [{patterns}]\n"
    )
}

pub(super) fn faults() -> Vec<Fault> {
    let many: String = (0..60).map(|n| format!("'a{{30000}}{n}', ")).collect();
    vec![
        actors("an empty list of actors", "").result(4),
        actors(
            "one spelling of two actors",
            actor("XA", "\"Freedonia\"") + &actor("XB", "\"Freedonia\""),
        )
        .error(&["a.toml", "\"Freedonia\" names both XA and XB", "drop one"]),
        actors(
            "one spelling of two actors but for case",
            actor("XA", "\"Freedonia\"") + &actor("XB", "\"FREEDONIA\""),
        )
        .error(&["a.toml", "names both XA and XB"]),
        actors(
            "actors that name each other",
            actor("Sylva", "\"Freedo\"") + &actor("Freedo", "\"Sylva\""),
        )
        .error(&["a.toml", "names both", "drop one"]),
        actors(
            "an actor that names itself",
            actor("Sylva", "\"Sylva\", \"Sylva land\""),
        )
        .result(4),
        actors(
            "two actors of one id",
            actor("XA", "\"Freedonia\"") + &actor("XA", "\"Sylvania\""),
        )
        .error(&["a.toml", "two actors have the id \"XA\"", "make them one"]),
        actors("an actor with an empty spelling", actor("XA", "\"\"")).error(&[
            "a.toml",
            "empty spelling",
            "drop it",
        ]),
        actors("an actor with an empty id", actor("", "\"Freedonia\""))
            .error(&["a.toml", "has no id"]),
        actors(
            "an actor that takes another's spelling",
            actor("XA", "\"Beijing\""),
        )
        .result(4),
        actors(
            "an actor without a kind",
            "[[actor]]\nid = \"XA\"\nname = \"x\"\n",
        )
        .error(&["a.toml", "kind"]),
        actors(
            "an actor of an unknown kind",
            "[[actor]]\nid = \"XA\"\nname = \"x\"\nkind = \"empire\"\n",
        )
        .error(&["a.toml", "empire"]),
        actors(
            "an unknown key of an actor",
            actor("XA", "") + "alias = [\"x\"]\n",
        )
        .error(&["a.toml", "alias"]),
        actors(
            "a term that ends before it begins",
            person("from = 2025-05-01\nto = 2024-05-01"),
        )
        .error(&["a.toml", "Ada Quill", "backwards"]),
        actors(
            "a term from a day that is none",
            person("from = 2025-02-30"),
        )
        .error(&["a.toml"]),
        actors("a term from a time", person("from = 08:00:00")).error(&["a.toml", "is not a date"]),
        actors("a list of actors that is not TOML", "actor: - id: XA").error(&["a.toml"]),
        actors(
            "a list of actors in Latin-1",
            b"[[actor]]\nname = \"caf\xe9\"",
        )
        .error(&["a.toml", "save it as UTF-8"]),
        actors(
            "a list of actors nested 10,000 deep",
            format!("a = {}", "[".repeat(10_000)),
        )
        .error(&["a.toml"]),
        actors(
            "an actor of 10,000 spellings",
            actor(
                "XA",
                &(0..10_000)
                    .map(|n| format!("\"Freedonia {n}\","))
                    .collect::<String>(),
            ),
        )
        .result(4),
        topics("an empty list of topics", "").result(4),
        topics("a pattern that is no pattern", topic("'(boat'")).error(&[
            "t.toml",
            "topic boats",
            "(boat",
        ]),
        topics("a pattern that looks back", topic("'(?<=a)b'")).error(&["t.toml", "topic boats"]),
        topics(
            "a pattern that other engines take forever for",
            topic("'(a+)+$', '(a|aa)+c', '(x+x+)+y'"),
        )
        .result(4),
        topics(
            "a pattern that grows when compiled",
            topic("'(((a{100}){100}){100}){100}'"),
        )
        .error(&["t.toml", "topic boats", "size limit"]),
        topics(
            "a pattern nested 10,000 deep",
            topic(&format!("'{}a{}'", "(".repeat(10_000), ")".repeat(10_000))),
        )
        .error(&["t.toml", "topic boats"]),
        topics("patterns that are too large together", topic(&many)).error(&[
            "too large with all patterns together",
            "shorten or drop some",
        ]),
        topics(
            "a pattern that matches nothing and everything",
            topic("'', '.*', '|'"),
        )
        .result(4),
        topics("two topics of one id", topic("'a'") + &topic("'b'")).error(&[
            "t.toml",
            "two topics have the id \"boats\"",
            "rename one",
        ]),
        topics(
            "a topic without patterns and description",
            "[[topic]]\nid = \"boats\"\nname = \"Boats\"\n",
        )
        .error(&["t.toml", "boats"]),
        topics("a list of topics that is not TOML", "{\"topic\": []}").error(&["t.toml"]),
        fault("a list of topics that is a folder")
            .file("in.csv", scored(4))
            .make(|f| std::fs::create_dir(f.join("t.toml")).unwrap())
            .run("aggregate in.csv --topic-table t.toml --out out.csv")
            .error(&["t.toml"]),
        fault("a list of actors that is not there")
            .file("in.csv", scored(4))
            .run("aggregate in.csv --actor-table no.toml --out out.csv")
            .error(&["no.toml", "check its name"]),
    ]
}
