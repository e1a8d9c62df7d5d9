//! The rules to beat: quotation marks and verbs of saying.
//!
//! In each sentence: a quotation of two words or more takes the nearest verb of
//! saying outside it; a sentence that is all quotation goes on with the
//! attribution before it in its paragraph; "Smith said (that) …" takes the rest of
//! the sentence, "…, Smith said" what stands before; "according to Smith" the rest
//! of its sentence. The speaker is the run of words beside the verb up to
//! punctuation or a function word.

use hedgerow::statements::sentences;

use super::corpus::{Article, InWords, Words};

const VERBS: &str = "accuse accused accuses acknowledge acknowledged acknowledges add added \
    adding adds admit admits admitted affirm affirmed allege alleged alleges announce announced \
    announces argue argued argues arguing assert asserted asserts assure assured believe believed \
    believes call called calling calls claim claimed claiming claims comment commented complain \
    complained conclude concluded concludes confirm confirmed confirms contend contended contends \
    counter countered declare declared declares declaring demand demanded demands denied denies \
    deny describe described describes dismissed emphasize emphasized estimate estimated expect \
    expected expects explain explained explaining explains hint hinted insist insisted insists \
    joked lament lamented maintain maintained maintains mention mentioned note noted notes noting \
    observe observed pledge pledged pledges predict predicted predicts proclaim proclaimed promise \
    promised promises quip quipped quoted recall recalled recalls reiterate reiterated remark \
    remarked repeated replied replies reply report reported reportedly reports respond responded \
    responds reveal revealed reveals said say saying says state stated states stress stressed \
    stresses suggest suggested suggesting suggests tell telling tells think thinks thought told \
    tweet tweeted tweets urge urged urges vow vowed vows warn warned warning warns wonder wondered \
    write writes writing wrote";

const STOPS: &str = "that and but or so yet when while as because if although though after before \
    since until who which whom where what how why in on at for from by with about into than then \
    there also not has have had was were is are be been will would could should can may might did \
    does do";

const SPEAKER_WORDS: usize = 8;

pub(crate) fn baseline(article: &Article) -> Vec<InWords> {
    let text = &article.text;
    let words: Vec<&str> = article
        .words
        .iter()
        .map(|span| &text[span.clone()])
        .collect();
    let rules = Rules { words: &words };
    let quotes = rules.quotations(article);
    let mut found: Vec<InWords> = Vec::new();
    let mut paragraph = 0;
    for span in sentences(text) {
        let sentence = article.words.partition_point(|word| word.end <= span.start)
            ..article.words.partition_point(|word| word.start < span.end);
        if text[..span.start].trim_end().len() < span.start
            && text[text[..span.start].trim_end().len()..span.start].contains('\n')
        {
            paragraph = sentence.start;
        }
        let own: Vec<Words> = quotes
            .iter()
            .filter(|q| sentence.contains(&q.start))
            .cloned()
            .collect();
        let touched = quotes
            .iter()
            .any(|q| q.start < sentence.end && sentence.start < q.end);
        let outside = |word: &usize| !quotes.iter().any(|quote| quote.contains(word));
        let verbs: Vec<usize> = sentence
            .clone()
            .filter(outside)
            .filter(|&word| is_in(VERBS, words[word]))
            .collect();
        if !touched {
            found.extend(
                rules
                    .according(&sentence)
                    .or_else(|| rules.reported(&sentence, &verbs)),
            );
        } else if !own.is_empty() && !verbs.is_empty() {
            rules.quoted(&own, &sentence, &verbs, &mut found);
        } else if let Some(last) = found.last_mut()
            && last.cue[0].start >= paragraph
        {
            last.content.extend(own);
        }
    }
    found
}

fn is_in(list: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    list.split_whitespace().any(|other| other == word)
}

struct Rules<'a> {
    words: &'a [&'a str],
}

impl Rules<'_> {
    /// Quotations of two words or more within a paragraph, marks included.
    fn quotations(&self, article: &Article) -> Vec<Words> {
        let mut found = Vec::new();
        let mut index = 0;
        while index < self.words.len() {
            let close = match self.words[index] {
                "“" => "”",
                "\"" => "\"",
                _ => {
                    index += 1;
                    continue;
                }
            };
            let mut end = index + 1;
            while end < self.words.len() && self.words[end] != close {
                let gap = article.words[end - 1].end..article.words[end].start;
                if article.text[gap].contains('\n') {
                    break;
                }
                end += 1;
            }
            if end < self.words.len() && self.words[end] == close && end > index + 2 {
                found.push(index..end + 1);
            }
            index = end + 1;
        }
        found
    }

    fn is_mark(&self, word: usize) -> bool {
        !self.words[word].contains(char::is_alphanumeric)
    }

    fn names(&self, word: usize) -> bool {
        !self.is_mark(word) && !is_in(STOPS, self.words[word]) && !is_in(VERBS, self.words[word])
    }

    fn speaker(&self, verb: usize, sentence: &Words, after: bool) -> Vec<Words> {
        let span = if after {
            let rest = verb + 1..sentence.end.min(verb + 1 + SPEAKER_WORDS);
            verb + 1..verb + 1 + rest.take_while(|&word| self.names(word)).count()
        } else {
            let rest = sentence.start.max(verb.saturating_sub(SPEAKER_WORDS))..verb;
            verb - rest.rev().take_while(|&word| self.names(word)).count()..verb
        };
        if span.is_empty() {
            Vec::new()
        } else {
            vec![span]
        }
    }

    fn quoted(&self, own: &[Words], sentence: &Words, verbs: &[usize], found: &mut Vec<InWords>) {
        for &verb in verbs {
            let distance = |quote: &Words, verb: usize| {
                if verb >= quote.end {
                    verb - quote.end
                } else {
                    quote.start.saturating_sub(verb)
                }
            };
            let nearest = |quote: &&Words| {
                verbs.iter().min_by_key(|&&other| distance(quote, other)) == Some(&verb)
            };
            let content: Vec<Words> = own.iter().filter(nearest).cloned().collect();
            let Some(first) = content.first() else {
                continue;
            };
            let mut source = self.speaker(verb, sentence, false);
            if source.is_empty() && first.end <= verb {
                source = self.speaker(verb, sentence, true);
            }
            found.push(InWords {
                source,
                cue: vec![verb..verb + 1],
                content,
            });
        }
    }

    fn reported(&self, sentence: &Words, verbs: &[usize]) -> Option<InWords> {
        verbs.iter().find_map(|&verb| {
            let source = self.speaker(verb, sentence, false);
            let left = source.first()?.start;
            let end = sentence.end - usize::from(self.is_mark(sentence.end - 1));
            let content = if end >= verb + 4 {
                verb + 1..end
            } else {
                let marks = (sentence.start..left)
                    .rev()
                    .take_while(|&word| self.is_mark(word));
                sentence.start..left - marks.count()
            };
            (content.len() > 2).then(|| InWords {
                source,
                cue: vec![verb..verb + 1],
                content: vec![content],
            })
        })
    }

    fn according(&self, sentence: &Words) -> Option<InWords> {
        let at = sentence.clone().find(|&word| {
            self.words[word].eq_ignore_ascii_case("according")
                && self.words.get(word + 1).is_some_and(|next| *next == "to")
        })?;
        let stop = (at + 2..sentence.end)
            .find(|&word| [",", ".", ";"].contains(&self.words[word]))
            .unwrap_or(sentence.end);
        let content = if at - sentence.start < 3 {
            (stop + 1).min(sentence.end)..sentence.end - 1
        } else {
            sentence.start..at
        };
        (at + 2 < stop && content.start < content.end).then(|| InWords {
            source: vec![at + 2..stop],
            cue: vec![at..at + 2],
            content: vec![content],
        })
    }
}
