//! A line on the terminal while a run takes longer than a second; gone when it ends.
//!
//! In: the counters of the run and a way to the terminal. Out: nothing that stays. Where no person looks, nothing is written.

use std::io::Write;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::progress::Progress;

/// Before this, nobody has begun to wonder.
const PATIENCE: Duration = Duration::from_secs(1);
const EVERY: Duration = Duration::from_millis(100);
const WIDTH: usize = 24;

/// Shows the line until it is dropped.
pub(super) struct Patience {
    over: Option<Sender<()>>,
    shown: Option<JoinHandle<()>>,
}

impl Patience {
    /// Begins to wait; `terminal` opens what a person looks at.
    pub(super) fn new(terminal: Option<fn() -> Box<dyn Write + Send>>, progress: &Arc<Progress>) -> Self {
        Self::after(PATIENCE, terminal, progress)
    }

    fn after(patience: Duration, terminal: Option<fn() -> Box<dyn Write + Send>>, progress: &Arc<Progress>) -> Self {
        let (over, ended) = mpsc::channel();
        let progress = Arc::clone(progress);
        let shown = terminal.map(|terminal| {
            std::thread::spawn(move || {
                let mut wait = patience;
                let mut out: Option<Box<dyn Write + Send>> = None;
                while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                    // A terminal that is gone is no reason to stop the run.
                    drop(draw(out.get_or_insert_with(terminal), &progress));
                    wait = EVERY;
                }
                if let Some(mut out) = out {
                    drop(out.write_all(b"\r\x1b[K").and_then(|()| out.flush()));
                }
            })
        });
        Self { over: Some(over), shown }
    }
}

impl Drop for Patience {
    fn drop(&mut self) {
        drop(self.over.take());
        if let Some(shown) = self.shown.take() {
            drop(shown.join());
        }
    }
}

fn draw(out: &mut impl Write, progress: &Progress) -> std::io::Result<()> {
    match progress.programs() {
        None => write!(out, "\r\x1b[Kmuxray: reading")?,
        Some((done, all)) => {
            let full = WIDTH * done / all;
            write!(out, "\r\x1b[Kmuxray: [{:WIDTH$}] {done} of {all} programs and libraries", "#".repeat(full))?;
        }
    }
    out.flush()
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    fn drawn(progress: &Progress) -> String {
        let mut out = Vec::new();
        draw(&mut out, progress).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_bar_grows_with_the_programs() {
        let progress = Progress::default();
        assert_eq!(drawn(&progress), "\r\x1b[Kmuxray: reading");
        progress.found(4);
        assert_eq!(drawn(&progress), format!("\r\x1b[Kmuxray: [{}] 0 of 4 programs and libraries", " ".repeat(24)));
        (0..3).for_each(|_| progress.finished_one());
        assert_eq!(
            drawn(&progress),
            format!("\r\x1b[Kmuxray: [{}{}] 3 of 4 programs and libraries", "#".repeat(18), " ".repeat(6))
        );
    }

    static SCREEN: Mutex<Vec<u8>> = Mutex::new(Vec::new());

    struct Screen;

    impl Write for Screen {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            SCREEN.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn the_line_is_gone_at_the_end() {
        let progress = Arc::new(Progress::default());
        let patience = Patience::after(Duration::ZERO, Some(|| Box::new(Screen)), &progress);
        while SCREEN.lock().unwrap().is_empty() {
            std::thread::yield_now();
        }
        drop(patience);
        let text = String::from_utf8(SCREEN.lock().unwrap().clone()).unwrap();
        assert!(text.starts_with("\r\x1b[Kmuxray: reading") && text.ends_with("\r\x1b[K"), "{text:?}");
    }

    #[test]
    fn a_short_run_shows_nothing_and_waits_for_nothing() {
        fn never() -> Box<dyn Write + Send> {
            panic!("nothing is shown within the first second")
        }
        drop(Patience::new(Some(never), &Arc::default()));
        drop(Patience::new(None, &Arc::default()));
    }
}
