//! Who in a document runs for an office and so speaks for a campaign.

use std::ops::Range;

use super::nominal::Side;
use super::page::Page;
use super::people::{NOT_IN_OFFICE, OFFICE, People};
use super::tokens::Kind;
use super::words::{self, Class, Role};

/// Words of a race for an office.
const RACE: [&str; 18] = [
    "caucus",
    "caucuses",
    "candidacy",
    "candidate",
    "candidates",
    "campaign",
    "debate",
    "delegates",
    "election",
    "nomination",
    "nominee",
    "poll",
    "polls",
    "primaries",
    "primary",
    "rivals",
    "supporters",
    "voters",
];

impl People {
    /// Whoever has a campaign speaks for it and not for an office.
    pub(super) fn campaigns(&mut self, page: &Page, runs: &[Range<usize>]) {
        for run in runs {
            let mut next = run.end;
            while next < page.tokens.len()
                && (page.tokens[next].kind == Kind::Possessive
                    || matches!(page.class(next), Some(Class::Modifier))
                    || page.text(next) == "presidential")
            {
                next += 1;
            }
            let campaign = next < page.tokens.len()
                && matches!(
                    page.text(next),
                    "campaign" | "Campaign" | "supporters" | "rally"
                );
            let ticket = run.start > 0 && page.text(run.start - 1) == "nominee";
            if !(campaign || ticket) {
                continue;
            }
            if let Some(person) = self.find(page, run)
                && self.all[person].weight < OFFICE
            {
                self.all[person].weight = NOT_IN_OFFICE;
                self.all[person].side = Side::Outside;
            }
        }
    }

    /// A legislator whom a document mostly shows running for another office
    /// speaks as a candidate.
    pub(super) fn races(&mut self, page: &Page) {
        let mut sentence = 0;
        let mut race: Vec<bool> = vec![false];
        let mut of: Vec<usize> = Vec::with_capacity(page.tokens.len());
        for (index, token) in page.tokens.iter().enumerate() {
            of.push(sentence);
            let word = page.text(index);
            race[sentence] |= RACE.contains(&word);
            if matches!(word, "." | "!" | "?") || token.kind == Kind::Break {
                sentence += 1;
                race.push(false);
            }
        }
        for index in 0..self.all.len() {
            let legislator = self.all[index].weight == 2
                && self.all[index].role.as_ref().is_some_and(|role| {
                    role.split(' ')
                        .any(|word| words::class(word) == Some(Class::Role(Role::Legislator)))
                });
            if !legislator {
                continue;
            }
            let mut sentences: Vec<usize> = self
                .named
                .iter()
                .filter(|(_, person)| *person == index)
                .map(|(token, _)| of[*token])
                .collect();
            sentences.dedup();
            let racing = sentences.iter().filter(|&&sentence| race[sentence]).count();
            let share = racing as f64 / sentences.len().max(1) as f64;
            if sentences.len() >= 3
                && ((racing >= 1 && share >= 0.25) || (racing >= 3 && share >= 0.15))
            {
                self.all[index].weight = NOT_IN_OFFICE;
                self.all[index].side = Side::Outside;
            }
        }
    }
}
