//! Comparing two audits of 40 categories and 2,000 findings each, half of which are called otherwise the second time.

use crate::timing::{Times, print};
use anyhow::{Result, ensure};
use domain::assessments::{Category, Finding, FindingKind, Rag, Rating, Registers, Severity, Stated};
use domain::changes::{Basis, Group, Side, compare};
use domain::ids::{AssessmentId, CategoryId, FindingId};
use domain::projects::Words;
use domain::scoring::ScoringRule;
use domain::text::Markdown;
use domain::{Timestamp, Version};
use std::hint::black_box;
use std::time::{Duration, Instant};

const CATEGORIES: usize = 40;
const FINDINGS: usize = 2_000;
/// The bar: a page that compares must not be slower than one that shows.
const MOST: Duration = Duration::from_millis(50);

/// # Errors
/// Where comparing takes longer than [`MOST`], or does not find what was changed.
pub(crate) fn measure(rounds: usize) -> Result<()> {
    let now = service::now();
    let (before, after) = (side(1, now)?, side(2, now)?);
    let mut times = Times::default();
    for _ in 0..rounds {
        let start = Instant::now();
        let found = compare(black_box(&before), black_box(&after), &[]);
        times.push(start.elapsed());
        let (kept, news) = (found.count(Group::Unchanged, None), found.count(Group::New, None));
        ensure!(kept >= FINDINGS / 2 && news >= FINDINGS / 5, "{kept} unchanged, {news} new");
    }
    print("comparing two audits of 2,000 findings", &times, None, 0);
    ensure!(times.percentile(50) <= MOST, "comparing two audits is too slow");
    Ok(())
}

fn side(number: usize, at: Timestamp) -> Result<Side> {
    let id = |row: usize| format!("00000000-0000-7000-8000-{number:04}{row:08}");
    let categories = (0..CATEGORIES).map(|row| {
        Ok(Category {
            id: id(row).parse::<CategoryId>()?,
            position: 0,
            name: format!("{}. {} {}", row + number, word(row), word(row + 7)).parse()?,
            weight: None,
            rating: Rating::Rag { colour: [Rag::Green, Rag::Yellow, Rag::Red][(row * number) % 3] },
            status: None,
            notes: Markdown::default(),
            lines: None,
            version: Version::FIRST,
        })
    });
    let categories = categories.collect::<Result<Vec<_>>>()?;
    let findings = (0..FINDINGS).map(|row| {
        Ok(Finding {
            id: id(CATEGORIES + row).parse::<FindingId>()?,
            category: categories.get(row % CATEGORIES).map(|category| category.id),
            position: 0,
            kind: FindingKind::Gap,
            title: name(number, row).parse()?,
            severity: Some(Severity::ALL[row % Severity::ALL.len()]),
            location: Some(format!("src/{}/{row}.rs", word(row))),
            current: None,
            required: None,
            impact: Some("Nobody would know.".into()),
            recommendation: None,
            body: "As seen.".parse()?,
            lines: None,
            version: Version::FIRST,
        })
    });
    Ok(Side {
        id: id(99_999_999).parse::<AssessmentId>()?,
        title: "Audit".parse()?,
        date: None,
        basis: Basis::Frozen,
        at,
        rule: ScoringRule::default(),
        words: Words::default(),
        stated: Stated::default(),
        findings: findings.collect::<Result<_>>()?,
        categories,
        registers: Registers::default(),
    })
}

/// Half keep their name, a quarter gets one word more, a quarter is another finding.
fn name(number: usize, row: usize) -> String {
    let base = |row: usize| format!("No {} for the {} of {} {}", word(row), word(row * 3 + 1), word(row / 7), word(row / 60));
    match (row % 4, number) {
        (2, 2) => format!("Still {}", base(row)),
        (3, 2) => base(row + 50_000).replace("No", "Late"),
        _ => base(row),
    }
}

/// One of four hundred invented words.
fn word(at: usize) -> String {
    const FIRST: [&str; 20] = [
        "bar", "cle", "dor", "fen", "gal", "hir", "jun", "kel", "lam", "mor", "nes", "pil", "quo", "rud", "sol", "tav", "urn", "vel",
        "wim", "zet",
    ];
    const LAST: [&str; 20] =
        ["ab", "ben", "cor", "del", "ex", "fo", "gin", "hat", "ik", "jor", "kan", "lo", "mi", "nor", "op", "pra", "qui", "ro", "sta", "ti"];
    let mixed = at.wrapping_mul(2_654_435_761);
    format!("{}{}", FIRST[(mixed >> 7) % FIRST.len()], LAST[(mixed >> 15) % LAST.len()])
}
