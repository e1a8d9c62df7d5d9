//! The program from the outside, a module for each command.

mod aggregate;
mod common;
mod extract;
mod gold;
mod score;
