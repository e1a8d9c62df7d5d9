//! The program from the outside, a module for each command.
#![allow(clippy::panic, clippy::unwrap_used, clippy::print_stdout)] // a test throughout

mod aggregate;
mod browser;
mod common;
mod compare;
mod doctor;
mod example;
mod explain;
mod extract;
mod files;
mod gold;
mod report;
mod resume;
mod score;
mod settings;
mod small_models;
