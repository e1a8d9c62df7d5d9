use super::*;
#[test]
#[ignore]
fn dbg() {
    let cases = invented();
    let st = statements(&cases);
    let mut conf: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (c, s) in cases.iter().zip(&st) {
        let Some(e) = c.evidence else { continue };
        if c.split != "tune" {
            continue;
        }
        let read = |s: &Statement| Reading::of(&s.text, s.date, s.measured.specificity);
        let j = hedgerow::comparison::judge(&read(&s[0]), &read(&s[1 + e]), s[0].cosine(&s[1 + e]));
        *conf
            .entry((c.state.clone(), j.relation.to_string()))
            .or_default() += 1;
        if c.state != j.relation.to_string() {
            println!(
                "DBG {} {} got {} ({}) spec {:.2} {:.2}\n   C: {}\n   E: {}",
                c.id,
                c.state,
                j.relation,
                j.reason,
                s[0].measured.specificity,
                s[1 + e].measured.specificity,
                s[0].text,
                s[1 + e].text
            );
        }
    }
    println!("DBG {conf:?}");
}
