//! The page in a browser, as its reader has it.

use serde_json::json;
use tempfile::TempDir;

use super::{HOSTILE, hostile, plain, report, scored};
use crate::browser::Browser;
use crate::common::{folder_with, hedgerow};

/// Types into a field of the filter.
fn set(browser: &mut Browser, field: &str, value: &str) {
    browser.eval(&format!(
        "{{ const form = document.getElementById('filter'); form.elements.{field}.value = {};
            form.dispatchEvent(new Event('input')); }}",
        json!(value)
    ));
}

/// Ids of the statements that are to be seen, from top to bottom.
fn seen(browser: &mut Browser) -> Vec<String> {
    let ids = browser.eval(
        "[...document.querySelectorAll('#statements tbody tr')].filter((row) => row.checkVisibility())
           .map((row) => row.querySelector('small').lastElementChild.textContent)",
    );
    serde_json::from_value(ids).unwrap()
}

/// A report on two actors beside each other.
fn compared() -> TempDir {
    let folder = folder_with("scored.csv", scored());
    hedgerow(&folder)
        .args(["compare", "scored.csv", "--actors", "US,CN", "--out", "."])
        .assert()
        .code(0);
    report(&folder);
    folder
}

#[test]
fn what_articles_say_stays_text() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let folder = hostile();
    browser.open(&folder.path().join("report.html"));
    browser.eval("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
    browser.eval(
        "document.querySelectorAll('*').forEach((each) => {
           each.dispatchEvent(new Event('mouseover')); each.dispatchEvent(new Event('focus')); })",
    );
    assert_eq!(browser.eval("typeof window.hacked"), "undefined");
    let foreign =
        "document.querySelectorAll('img,iframe,object,embed,base,link,body style,body b').length";
    assert_eq!(browser.eval(foreign), 0);
    assert_eq!(browser.eval("document.scripts.length"), 1);
    let handlers = "[...document.querySelectorAll('*')].flatMap((each) => each.getAttributeNames())
        .filter((name) => name.startsWith('on') || name === 'style').length";
    assert_eq!(browser.eval(handlers), 0);
    let links =
        "[...document.links].filter((link) => !/^(file|https):/.test(link.protocol)).length";
    assert_eq!(browser.eval(links), 0);
    assert!(browser.eval("document.links.length").as_u64() > Some(10));
    // All of it is there to be read, letter for letter.
    for text in &HOSTILE[..6] {
        let found = format!(
            "[...document.querySelectorAll('#statements .said bdi')].some((each) =>
               each.textContent.startsWith({}))",
            json!(format!("{text} said of row"))
        );
        assert_eq!(browser.eval(&found), true, "{text}");
    }
    let shown = browser
        .eval("document.body.textContent")
        .as_str()
        .unwrap()
        .to_owned();
    assert!(shown.contains("right⟨U+202E⟩tfel and⟨U+200B⟩ hidden⟨U+2066⟩"));
    assert!(!shown.contains('\u{202e}'));
    // The filter works with such names too.
    let actor = browser.eval("document.getElementById('filter').elements.actor.options[1].value");
    set(&mut browser, "actor", actor.as_str().unwrap());
    assert!(!seen(&mut browser).is_empty());
    assert_eq!(browser.errors(), [""; 0]);
}

#[test]
fn what_would_get_past_the_escaping_is_stopped_by_the_policy() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let folder = plain();
    browser.open(&folder.path().join("report.html"));
    browser.eval(
        "document.body.insertAdjacentHTML('beforeend',
           '<img src=\"https://example.org/x.png\" onerror=\"window.hacked=1\"><p style=\"color:red\">x</p>');
         const script = document.createElement('script');
         script.textContent = 'window.hacked=2';
         document.body.append(script);
         new Promise((done) => setTimeout(done, 200))",
    );
    assert_eq!(browser.eval("typeof window.hacked"), "undefined");
    let colour = "getComputedStyle(document.querySelector('body > p:last-of-type')).color";
    assert_ne!(browser.eval(colour), "rgb(255, 0, 0)");
    let errors = browser.errors().join("\n");
    for directive in ["img-src", "script-src", "style-src"] {
        assert!(errors.contains(directive), "{directive}: {errors}");
    }
}

#[test]
fn statements_are_filtered_by_actor_topic_period_and_words() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let folder = plain();
    browser.open(&folder.path().join("report.html"));
    assert_eq!(
        browser.eval("document.getElementById('filter').hidden"),
        false
    );
    assert_eq!(seen(&mut browser).len(), 0, "closed until opened");

    set(&mut browser, "actor", "US");
    let of_us = seen(&mut browser);
    assert_eq!(of_us.len(), 20);
    assert!(of_us.iter().all(|id| id.starts_with('a')));
    let state = browser.eval("document.querySelector('#filter output').textContent");
    assert_eq!(state, "Showing 20 of 40 statements");

    set(&mut browser, "actor", "");
    set(&mut browser, "topic", "agriculture");
    assert!(seen(&mut browser).iter().all(|id| id.starts_with('b')));

    set(&mut browser, "topic", "tariffs");
    set(&mut browser, "from", "2025-11-19");
    set(&mut browser, "to", "2025-12-02");
    let mut within = seen(&mut browser);
    within.sort();
    assert_eq!(within, ["a19", "a20", "b1", "b2"]);

    set(&mut browser, "words", "NUMBER 2");
    assert_eq!(seen(&mut browser), ["b2"]);
    set(&mut browser, "words", "no such words");
    assert_eq!(seen(&mut browser).len(), 0);

    browser.eval("document.querySelector('#filter button').click()");
    browser.eval("new Promise((done) => setTimeout(done, 20))");
    assert_eq!(seen(&mut browser).len(), 40);
    assert_eq!(browser.errors(), [""; 0]);
}

#[test]
fn tables_are_sorted_by_the_buttons_in_their_heads() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let folder = plain();
    browser.open(&folder.path().join("report.html"));
    browser.eval("document.getElementById('statements').open = true");
    let click = "(column) => {
        const head = document.querySelectorAll('#statements th')[column];
        head.querySelector('button').click(); return head.getAttribute('aria-sort'); }";
    assert_eq!(browser.eval(&format!("({click})(5)")), "descending");
    let scores = seen(&mut browser);
    assert_eq!((&scores[0][..], &scores[39][..]), ("a20", "b1"));
    assert_eq!(browser.eval(&format!("({click})(5)")), "ascending");
    assert_eq!(seen(&mut browser)[0], "b1");
    assert_eq!(browser.eval(&format!("({click})(3)")), "ascending");
    assert_eq!(seen(&mut browser)[0], "a1");
    let sorted = "document.querySelectorAll('#statements [aria-sort]').length";
    assert_eq!(browser.eval(sorted), 1);
    // Keys reach them.
    let named = "[...document.querySelectorAll('#statements th button')].every((each) =>
        each.tabIndex === 0 && each.textContent.trim() !== '')";
    assert_eq!(browser.eval(named), true);
    assert_eq!(browser.errors(), [""; 0]);
}

#[test]
fn without_scripts_all_is_there_and_no_control_that_does_nothing() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let folder = plain();
    browser.call(
        "Emulation.setScriptExecutionDisabled",
        &json!({"value": true}),
    );
    browser.open(&folder.path().join("report.html"));
    let hidden = "document.getElementById('filter').offsetHeight === 0 && !document.querySelector('th button')";
    assert_eq!(browser.eval(hidden), true);
    browser.eval("document.getElementById('statements').open = true");
    assert_eq!(seen(&mut browser).len(), 40);
    assert_eq!(browser.errors(), [""; 0]);
}

#[test]
fn on_paper_the_tables_are_there_that_are_closed_on_a_screen_and_no_controls() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let folder = compared();
    browser.open(&folder.path().join("report.html"));
    browser.eval(
        "document.getElementById('claims').open = true;
         document.getElementById('method').insertAdjacentHTML('beforeend',
           '<details class=\"method-full\"><summary>All</summary><p id=\"full\">All</p></details>')",
    );
    let open = "[...document.querySelectorAll('details[open]')].map((each) => each.id)";
    let tables = "['statements', 'claims', 'commitments'].every((id) => {
        const table = document.querySelector(`#${id} table`);
        return table.checkVisibility() && table.offsetHeight > 0; })";
    assert_eq!(seen(&mut browser).len(), 0, "closed on a screen");

    browser.call("Emulation.setEmulatedMedia", &json!({"media": "print"}));
    // By the style sheet, where the browser understands it.
    let understood = browser.eval("CSS.supports('selector(::details-content)')");
    assert_eq!(browser.eval(tables), understood);
    // By the script, as before each printing.
    browser.eval("dispatchEvent(new Event('beforeprint'))");
    assert_eq!(browser.eval(tables), true);
    assert_eq!(seen(&mut browser).len(), 40);
    let kept = "[document.getElementById('full'), document.querySelector('figure details table'),
        document.getElementById('filter')].some((each) => each.checkVisibility())";
    assert_eq!(
        browser.eval(kept),
        false,
        "what stays closed, and the filter"
    );
    let arrow =
        "getComputedStyle(document.querySelector('#statements th button'), '::after').content";
    assert_eq!(browser.eval(arrow), "none");
    // A head with buttons that have boxes would not be printed again on each page.
    let button = "getComputedStyle(document.querySelector('#statements th button')).display";
    assert_eq!(browser.eval(button), "contents");

    browser.eval("dispatchEvent(new Event('afterprint'))");
    assert_eq!(browser.eval(open), json!(["claims"]));
    browser.call("Emulation.setEmulatedMedia", &json!({"media": ""}));
    assert_eq!(seen(&mut browser).len(), 0);
    assert_eq!(browser.errors(), [""; 0]);
}

#[test]
fn nothing_is_wider_than_a_phone_in_the_light_and_in_the_dark() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let folder = compared();
    for (width, dark) in [(390, false), (390, true), (1400, false), (1400, true)] {
        browser.window(width, 900, dark);
        browser.open(&folder.path().join("report.html"));
        browser
            .eval("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
        let wide = browser.eval("document.documentElement.scrollWidth");
        assert!(
            wide.as_u64() <= Some(u64::from(width)),
            "{wide} in a window of {width}"
        );
        // Nor does a picture of two actors go on beyond the edge of its box.
        let within = "[...document.querySelectorAll('svg')].every((each) =>
            each.getBoundingClientRect().width <= each.parentElement.clientWidth)";
        assert_eq!(browser.eval(within), true, "in a window of {width}");
        // Pictures turn dark with the page.
        let ink = "getComputedStyle(document.querySelector('svg text')).fill";
        let paper = "getComputedStyle(document.body).backgroundColor";
        let (ink, paper) = (browser.eval(ink), browser.eval(paper));
        assert_eq!(
            paper,
            if dark {
                "rgb(22, 25, 29)"
            } else {
                "rgb(255, 255, 255)"
            }
        );
        assert_eq!(
            ink,
            if dark {
                "rgb(232, 234, 237)"
            } else {
                "rgb(27, 31, 36)"
            }
        );
    }
    // Each picture speaks, and has its numbers as a table beside it.
    let speaking = "[...document.querySelectorAll('svg')].every((each) =>
        each.getAttribute('role') === 'img' && each.getAttribute('aria-label').length > 20
        && each.closest('figure').querySelector('table'))";
    assert_eq!(browser.eval(speaking), true);
    assert!(
        browser
            .eval("document.querySelectorAll('svg').length")
            .as_u64()
            >= Some(7)
    );
    assert_eq!(browser.errors(), [""; 0]);
}
