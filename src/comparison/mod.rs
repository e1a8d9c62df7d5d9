//! Accounts set side by side: what each side promises.

mod commitments;

pub use commitments::{COMMITMENT_COLUMNS, Commitment, Piece, Promised, Row, commitments};
