//! The program from the outside, a module for each command.

mod aggregate;
mod common;
mod gold;
mod score;
