//! The program from the outside, a module for each command.
#![allow(clippy::unwrap_used)] // a test's helper fails its test

mod aggregate;
mod browser;
mod common;
mod compare;
mod extract;
mod gold;
mod report;
mod score;
