//! How time and memory grow with a module: from a thousand files to a hundred thousand; one file in twenty has a route.
//!
//! Run with `cargo bench --bench growth -- 1000 10000 100000`. Out: a table, and `benches/growth.svg`, the README's picture, with
//! the same figures. A module of a million files takes 4 GB and minutes: only when asked for.
//! Memory is the peak of the whole process, as `/usr/bin/time` of GNU tells; without it there is none in the table.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    missing_docs,
    unreachable_pub,
    reason = "a bench prints, and fails by a panic"
)]
#![allow(clippy::cast_precision_loss, reason = "figures for a picture")]
#![allow(dead_code, reason = "a module that a test shares")]

#[path = "../src/tests/generate.rs"]
mod generate;
mod process;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use process::{SEARCH, median, seconds};

/// Of a large module fewer: it takes its time, and is busy long enough for one run to tell.
fn rounds(files: usize) -> usize {
    (500_000 / files.max(1)).clamp(1, 5)
}

struct Measured {
    files: usize,
    seconds: f64,
    /// Where nothing has changed since.
    again: f64,
    rg: Option<f64>,
    megabytes: Option<f64>,
}

/// How long files rest before a run knows them by their stamps.
const REST: Duration = Duration::from_secs(4);

/// The picture's size and margin.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 360.0;
const MARGIN: f64 = 60.0;

fn main() {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![1_000, 3_000, 10_000, 30_000, 100_000] } else { asked };
    println!(
        "| files | muxray lint | of it a file | again | rg -l net/http | ratio | again | peak memory |\n\
         |---:|---:|---:|---:|---:|---:|---:|---:|"
    );
    let all: Vec<Measured> = sizes.into_iter().map(measure).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/growth.svg");
    fs::write(&path, picture(&all)).expect("a file beside this one");
    println!("\n{}", path.display());
}

fn measure(files: usize) -> Measured {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("growth").join(files.to_string());
    generate::files(&dir, files);
    // What has just been written is known by its contents only.
    std::thread::sleep(REST);
    let lint = || seconds(env!("CARGO_BIN_EXE_muxray"), &["lint", "-q", "--no-cache", "./..."], &dir);
    let again = || seconds(env!("CARGO_BIN_EXE_muxray"), &["lint", "-q", "./..."], &dir);
    let search = || seconds("rg", SEARCH, &dir);
    // In turn, so that a busy machine is busy for both.
    let rounds: Vec<[Option<f64>; 3]> = (0..=rounds(files)).map(|_| [lint(), again(), search()]).skip(1).collect();
    let [seconds, again, rg] = [0, 1, 2].map(|at| median(rounds.iter().filter_map(|round| round[at])));
    let (seconds, again) = (seconds.expect("muxray runs"), again.expect("muxray runs"));
    let megabytes = peak(&dir);
    let or_dash = |value: Option<f64>, unit: &str| value.map_or_else(|| "–".to_owned(), |v| format!("{v:.1}{unit}"));
    println!(
        "| {files} | {:.1} ms | {:.2} µs | {:.1} ms | {} | {} | {} | {} |",
        seconds * 1e3,
        seconds * 1e6 / files as f64,
        again * 1e3,
        or_dash(rg.map(|s| s * 1e3), " ms"),
        or_dash(rg.map(|s| seconds / s), ""),
        or_dash(rg.map(|s| again / s), ""),
        or_dash(megabytes, " MB"),
    );
    fs::remove_dir_all(&dir).expect("what was made goes");
    Measured { files, seconds, again, rg, megabytes }
}

fn peak(dir: &Path) -> Option<f64> {
    let time = Command::new("/usr/bin/time")
        .args(["-f", "%M", env!("CARGO_BIN_EXE_muxray"), "lint", "-q", "--no-cache", "./..."])
        .current_dir(dir)
        .output()
        .ok()?;
    let kilobytes: f64 = String::from_utf8_lossy(&time.stderr).lines().last()?.trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// Both axes in powers of ten: what is linear is a line of one slope.
fn picture(all: &[Measured]) -> String {
    let decade = |value: f64| value.log10();
    let (left, right) = (decade(all[0].files as f64), decade(all[all.len() - 1].files as f64));
    let (bottom, top) = (0.0, 5.0);
    let x = |files: usize| MARGIN + (decade(files as f64) - left) / (right - left).max(0.1) * (WIDTH - 2.0 * MARGIN);
    let y = |value: f64| HEIGHT - MARGIN - (decade(value) - bottom) / (top - bottom) * (HEIGHT - 2.0 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
    );
    for power in 0..=5 {
        let (at, label) = (y(10f64.powi(power)), 10u32.pow(power.unsigned_abs()));
        let _ = writeln!(
            svg,
            "<path d=\"M{MARGIN} {at}H{}\" stroke=\"#ddd\"/><text x=\"8\" y=\"{}\">{label}</text>",
            WIDTH - MARGIN,
            at + 4.0
        );
    }
    for m in all {
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            x(m.files),
            HEIGHT - MARGIN + 20.0,
            m.files
        );
    }
    let _ = writeln!(svg, "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">Go files</text>", WIDTH / 2.0, HEIGHT - 16.0);
    // The name stands above the line's end or, of the lower of two that lie together, below it.
    let mut line = |name: &str, colour: &str, below: bool, points: Vec<(usize, f64)>| {
        let Some(&(files, last)) = points.last() else { return };
        let at: Vec<String> = points.iter().map(|&(f, v)| format!("{:.1},{:.1}", x(f), y(v))).collect();
        let _ = writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            at.join(" ")
        );
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" fill=\"{colour}\" text-anchor=\"end\">{name}</text>",
            x(files),
            y(last) + if below { 18.0 } else { -8.0 }
        );
    };
    line("muxray, ms", "#c00", false, all.iter().map(|m| (m.files, m.seconds * 1e3)).collect());
    line("muxray again, ms", "#e80", true, all.iter().map(|m| (m.files, m.again * 1e3)).collect());
    line("rg, ms", "#06c", false, all.iter().filter_map(|m| Some((m.files, m.rg? * 1e3))).collect());
    line("muxray, MB", "#080", true, all.iter().filter_map(|m| Some((m.files, m.megabytes?))).collect());
    svg.push_str("</svg>\n");
    svg
}
