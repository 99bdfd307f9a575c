//! What the style sheets promise, held by tests: one place for colours, a complete index, contrast.

use std::collections::HashMap;
use std::path::PathBuf;

/// Light and dark value of a token, each as red, green and blue.
type Pair = [[u8; 3]; 2];

const SURFACES: [&str; 4] = ["desk", "paper", "sheet", "sunken"];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../style")
}

fn read(name: &str) -> String {
    std::fs::read_to_string(folder().join(name)).unwrap()
}

fn files() -> Vec<String> {
    let names = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| name.strip_suffix(".css").is_some()).collect();
    names.sort();
    names
}

/// The tokens that name a light and a dark colour.
fn tokens() -> HashMap<String, Pair> {
    let colour = |text: &str| -> Option<[u8; 3]> {
        let digits = text.trim().strip_prefix('#')?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some([part(0)?, part(2)?, part(4)?])
    };
    let token = |line: &str| -> Option<(String, Pair)> {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(": light-dark(")?;
        let (light, dark) = value.strip_suffix(");")?.split_once(',')?;
        Some((name.to_owned(), [colour(light)?, colour(dark)?]))
    };
    read("tokens.css").lines().filter_map(token).collect()
}

/// Relative luminance, WCAG 2.2.
fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The pairs of this foreground and these backgrounds that do not reach `least`.
fn too_weak(front: &str, backs: &[&str], least: f64) -> Vec<String> {
    let tokens = tokens();
    let mut weak = Vec::new();
    for back in backs {
        for (theme, name) in ["light", "dark"].into_iter().enumerate() {
            let ratio = contrast(tokens[front][theme], tokens[*back][theme]);
            if ratio < least {
                weak.push(format!("{front} on {back}, {name}: {ratio:.2} < {least}"));
            }
        }
    }
    weak
}

#[test]
fn the_index_lists_every_style_file_once() {
    let mut listed: Vec<String> = read("index.txt").lines().map(str::to_owned).collect();
    listed.sort();
    assert_eq!(listed, files());
}

#[test]
fn only_the_tokens_name_a_colour() {
    for name in files().into_iter().filter(|name| name != "tokens.css" && name != "print.css") {
        for line in read(&name).lines().map(|line| line.replace("#000", "")) {
            let named = line.split('#').skip(1).any(|rest| {
                let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
                matches!(digits, 3 | 6 | 8)
            });
            assert!(!named && !line.contains("rgb(") && !line.contains("hsl("), "{name}: {line}");
        }
    }
}

#[test]
fn the_style_sheets_load_nothing() {
    for name in files() {
        let text = read(&name);
        assert!(!text.contains("url(") && !text.contains("@import"), "{name}");
    }
}

#[test]
fn text_reaches_the_contrast_of_level_aa_in_both_themes() {
    let mut weak = Vec::new();
    for front in ["ink", "ink-soft", "ink-faint", "stamp", "stamp-strong", "ok", "warn", "bad"] {
        weak.extend(too_weak(front, &SURFACES, 4.5));
    }
    for (front, back) in
        [("ok", "ok-wash"), ("warn", "warn-wash"), ("bad", "bad-wash"), ("stamp", "stamp-wash"), ("ink-faint", "none-wash")]
    {
        weak.extend(too_weak(front, &[back], 4.5));
        weak.extend(too_weak("ink", &[back], 4.5));
    }
    weak.extend(too_weak("on-stamp", &["stamp", "stamp-strong"], 4.5));
    assert_eq!(weak, Vec::<String>::new());
}

#[test]
fn edges_of_controls_and_shapes_of_status_reach_three_to_one() {
    let mut weak = too_weak("edge", &SURFACES, 3.0);
    for fill in ["ok-fill", "warn-fill", "bad-fill", "info-fill", "none-fill"] {
        weak.extend(too_weak(fill, &SURFACES, 3.0));
    }
    for (fill, wash) in [("ok-fill", "ok-wash"), ("warn-fill", "warn-wash"), ("bad-fill", "bad-wash"), ("info-fill", "stamp-wash")] {
        weak.extend(too_weak(fill, &[wash], 3.0));
    }
    assert_eq!(weak, Vec::<String>::new());
}
