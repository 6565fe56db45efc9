//! How much of a module is parsed: findings stay the same when a question is asked too widely, the time does not.
//!
//! In: small modules, written here. Out: a failure where a file is parsed that no answer hangs on. What a real repository costs is
//! the matter of `benches/compare.rs`.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

const MAIN: &str = r#"package main

import (
	"net/http"

	"example.com/m/page"
	"example.com/m/store"
)

func main() {
	http.ListenAndServe("127.0.0.1:8080", front(http.DefaultServeMux))
}

func front(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who, err := store.Find("name")
		if r.Method == "POST" {
			fail(w, r, who, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func fail(w http.ResponseWriter, r *http.Request, who string, err error) {
	page.Write(w, who, err)
}
"#;
const PAGE: &str = r#"package page

import (
	"io"
	"net/http"
)

func Write(w http.ResponseWriter, who string, err error) { io.WriteString(w, who+err.Error()) }
"#;
const STORE: &str = r#"package store

import "example.com/m/deep"

func Find(name string) (string, error) { return deep.Find(name) }
"#;
const DEEP: &str = "package deep\n\nfunc Find(name string) (string, error) { return name, nil }\n";

/// How many files a run parses.
#[track_caller]
fn parsed(name: &str, files: &[(&str, &str)]) -> u64 {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("parsed").join(name);
    let _ = std::fs::remove_dir_all(&dir);
    for (path, text) in files {
        let path = dir.join(path);
        std::fs::create_dir_all(path.parent().expect("a directory")).expect("it is made");
        std::fs::write(path, text).expect("it is written");
    }
    let out = Command::new(env!("CARGO_BIN_EXE_muxray"))
        .env_clear()
        .args(["lint", "--isolated", "--format", "json", "-C"])
        .arg(&dir)
        .arg("./...")
        .output()
        .expect("muxray runs");
    let report: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!(report["problems"].as_array().map(Vec::len), Some(0), "{}", report["problems"]);
    report["summary"]["parsedFiles"].as_u64().expect("a count")
}

/// Whether a handler turns somebody away hangs on what it writes, not on where its data come from.
#[test]
fn what_a_handler_has_read_is_no_answer_of_its_own() {
    let module = ("go.mod", "module example.com/m\n\ngo 1.22\n");
    let files = [module, ("main.go", MAIN), ("page/page.go", PAGE), ("store/store.go", STORE), ("deep/deep.go", DEEP)];
    assert_eq!(parsed("handler", &files), 2, "main.go and page.go, which fail hands the writer");
    // One that answers with what it has read does hang on it.
    let asks = MAIN.replace("if r.Method == \"POST\"", "if refuse(r)").replace(
        "func fail",
        "func refuse(r *http.Request) bool {\n\tok := store.Allowed(r)\n\treturn !ok\n}\n\nfunc fail",
    );
    let store = "package store\n\nimport \"net/http\"\n\nfunc Find(name string) (string, error) { return name, nil }\n\nfunc Allowed(r *http.Request) bool { return r.Host != \"\" }\n";
    let files = [module, ("main.go", &*asks), ("page/page.go", PAGE), ("store/store.go", store)];
    assert_eq!(parsed("asks", &files), 3);
}
