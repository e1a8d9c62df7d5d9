//! The stages beside the model, on the gold set and the sample: `cargo bench`.
#![allow(missing_docs, clippy::unwrap_used)] // criterion's own, and a bench's helpers

use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hedgerow::aggregates::{Cell, Measured};
use hedgerow::articles::{Articles, Options, Source, StdinFormat};
use hedgerow::gold::GoldSet;
use hedgerow::model::{Batch, Encoder, Kind, ModelFolder, Runner, plan};
use hedgerow::scores::Label;

/// Statements of a window of the pipeline.
const WINDOW: usize = Runner::WINDOW;
/// Tokens of a batch.
const BUDGET: usize = 2048;
/// Documents of a cell.
const DOCUMENTS: usize = 200;

fn checkout(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

fn texts() -> Vec<String> {
    let gold = GoldSet::read(&checkout("data/gold.csv")).unwrap();
    gold.statements.into_iter().map(|row| row.text).collect()
}

fn tokenizer() -> Encoder {
    let folder = ModelFolder::open(&checkout("models/scorer"), Kind::Scorer).unwrap();
    Encoder::load(&folder).unwrap()
}

fn tokenize(criterion: &mut Criterion) {
    let (tokenizer, texts) = (tokenizer(), texts());
    let mut group = criterion.benchmark_group("tokenize");
    group.throughput(Throughput::Elements(texts.len() as u64));
    group.bench_function("the gold set", |bencher| {
        bencher.iter(|| {
            for text in &texts {
                black_box(tokenizer.encode(text).unwrap());
            }
        });
    });
}

fn batch(criterion: &mut Criterion) {
    let (tokenizer, texts) = (tokenizer(), texts());
    let encoded: Vec<Vec<u32>> = texts
        .iter()
        .map(|text| tokenizer.encode(text).unwrap())
        .collect();
    let window: Vec<&[u32]> = encoded
        .iter()
        .map(Vec::as_slice)
        .cycle()
        .take(WINDOW)
        .collect();
    let lengths: Vec<usize> = window.iter().map(|ids| ids.len()).collect();
    let mut group = criterion.benchmark_group("batch");
    group.throughput(Throughput::Elements(WINDOW as u64));
    group.bench_function("a window", |bencher| {
        bencher.iter(|| {
            for indices in plan(&lengths, BUDGET, usize::MAX).concat() {
                let rows: Vec<&[u32]> = indices.iter().map(|&index| window[index]).collect();
                black_box(Batch::new(&rows));
            }
        });
    });
}

fn aggregate(criterion: &mut Criterion) {
    let statement = |index: usize| Measured {
        score: (index % 101) as f64 / 100.0,
        specificity: (index % 89) as f64 / 88.0,
        firmness: (index % 97) as f64 / 96.0,
        label: [Label::Concrete, Label::Mixed, Label::Hedged][index % 3],
    };
    let names: Vec<String> = (0..DOCUMENTS)
        .map(|index| format!("document {index}"))
        .collect();
    let mut group = criterion.benchmark_group("aggregate");
    group.throughput(Throughput::Elements(WINDOW as u64));
    group.bench_function("a window into a cell, with its interval", |bencher| {
        bencher.iter(|| {
            let mut cell = Cell::default();
            for index in 0..WINDOW {
                cell.add(&names[index % DOCUMENTS], &statement(index));
            }
            black_box(cell.summary(5, 1))
        });
    });
}

fn clean(criterion: &mut Criterion) {
    let source = Source::new(&checkout("data/sample/articles"), StdinFormat::Text);
    let read = || Articles::open(std::slice::from_ref(&source), Options::default()).unwrap();
    let mut group = criterion.benchmark_group("clean");
    group.throughput(Throughput::Elements(read().count() as u64));
    group.bench_function("the sample's articles", |bencher| {
        bencher.iter(|| black_box(read().map(Result::unwrap).count()));
    });
}

criterion_group!(stages, tokenize, batch, aggregate, clean);
criterion_main!(stages);
