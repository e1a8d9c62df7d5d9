//! The program from the outside, a module for each command.
#![allow(clippy::unwrap_used)] // a test's helper fails its test

mod aggregate;
mod common;
mod compare;
mod extract;
mod gold;
mod resume;
mod score;
mod small_models;
