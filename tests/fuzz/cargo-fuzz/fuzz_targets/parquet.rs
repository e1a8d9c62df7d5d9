#![no_main]
#[path = "../../targets.rs"]
#[allow(dead_code)]
mod targets;

use hedgerow::tables::is_contained;

/// A panic of the parser that the program makes an error of is no finding.
fn pass_over_contained_panics() {
    let abort = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !is_contained() {
            abort(panic);
        }
    }));
}

libfuzzer_sys::fuzz_target!(init: pass_over_contained_panics(), |bytes: &[u8]| targets::parquet(bytes));
