//! Panics of others' code over damaged files, made errors.
//!
//! The parser of Parquet believes what a file says of itself, and panics where that
//! does not hold. A file from a stranger is no reason for the program to end.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Does the work; a panic in it is an error with its message. What the work left half
/// done must not be used again.
pub(super) fn contained<R>(work: impl FnOnce() -> R) -> Result<R, String> {
    let before = CONTAINED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    CONTAINED.set(before);
    done.map_err(|panic| {
        let text = panic.downcast_ref::<&str>().map(ToString::to_string);
        text.or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "its parser gave up".to_owned())
    })
}

/// Whether a panic of this thread will be made an error: nothing is to be said of it
/// then.
#[must_use]
pub fn is_contained() -> bool {
    CONTAINED.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_its_message_and_is_known_as_contained_only_inside() {
        let found = contained(|| {
            assert!(is_contained());
            let places = [0_u8; 2];
            usize::from(places[std::hint::black_box(7)])
        });
        assert!(found.unwrap_err().contains("out of bounds"));
        assert!(!is_contained());
        assert_eq!(contained(|| 1), Ok(1));
    }
}
