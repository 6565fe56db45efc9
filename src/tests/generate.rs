//! Modules of any size: many packages, long chains of calls and of results.
//!
//! In: a directory and a number. Out: a module in it, the same for the same number. Shared by the test `scale` and the benches
//! `program` and `growth`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const GO_MOD: &str = "module example.com/big\n\ngo 1.22\n";
const HEAD: &str = "package main\n\nimport (\n\t\"log\"\n\t\"net/http\"\n)\n\n";

fn write(dir: &Path, file: &str, text: &str) {
    fs::create_dir_all(dir).expect("a folder");
    fs::write(dir.join(file), text).expect("a file");
}

/// A tree of packages, each registering one route on the mux that its importer hands it.
pub fn packages(dir: &Path, count: usize) {
    write(dir, "go.mod", GO_MOD);
    for n in 0..count {
        let below: Vec<usize> = (8 * n + 1..8 * n + 9).filter(|&b| b < count).collect();
        let mut text = format!("package q{n}\n\nimport (\n\t\"net/http\"\n\n");
        below.iter().for_each(|b| writeln!(text, "\t\"example.com/big/p{}/q{b}\"", b / 200).expect("text"));
        let _ = write!(text, ")\n\n// Register registers.\nfunc Register(mux *http.ServeMux) {{\n");
        let _ = writeln!(text, "\tmux.HandleFunc(\"/q{n}\", http.NotFound)");
        below.iter().for_each(|b| writeln!(text, "\tq{b}.Register(mux)").expect("text"));
        text.push_str("}\n");
        write(&dir.join(format!("p{}/q{n}", n / 200)), "q.go", &text);
    }
    let main = "package main\n\nimport (\n\t\"log\"\n\t\"net/http\"\n\n\t\"example.com/big/p0/q0\"\n)\n\nfunc main() {\n\
        \tmux := http.NewServeMux()\n\tq0.Register(mux)\n\tlog.Fatal(http.ListenAndServe(\"127.0.0.1:8080\", mux))\n}\n";
    write(dir, "main.go", main);
}

/// A mux that goes through many functions before something registers on it and serves it.
pub fn calls(dir: &Path, depth: usize) {
    let mut text = format!("{HEAD}func main() {{ f0(http.NewServeMux()) }}\n");
    for n in 0..depth {
        let _ = write!(text, "\nfunc f{n}(mux *http.ServeMux) {{ f{}(mux) }}\n", n + 1);
    }
    let _ = write!(
        text,
        "\nfunc f{depth}(mux *http.ServeMux) {{\n\tmux.HandleFunc(\"/\", http.NotFound)\n\
         \tlog.Fatal(http.ListenAndServe(\"127.0.0.1:8080\", mux))\n}}\n"
    );
    write(dir, "go.mod", GO_MOD);
    write(dir, "main.go", &text);
}

/// An address that comes back through many functions.
pub fn results(dir: &Path, depth: usize) {
    let mut text = format!("{HEAD}func main() {{ log.Fatal(http.ListenAndServe(f0(), nil)) }}\n");
    for n in 0..depth {
        let _ = write!(text, "\nfunc f{n}() string {{ return f{}() }}\n", n + 1);
    }
    let _ = write!(text, "\nfunc f{depth}() string {{ return \"127.0.0.1:8080\" }}\n");
    write(dir, "go.mod", GO_MOD);
    write(dir, "main.go", &text);
}

/// A module of many files: ten in each package, and in every second package one with a route; the others say nothing of servers.
pub fn files(dir: &Path, count: usize) {
    let count = count.div_ceil(10);
    write(dir, "go.mod", GO_MOD);
    for n in 0..count {
        let below: Vec<usize> = (8 * n + 1..8 * n + 9).filter(|&b| b < count).collect();
        let folder = dir.join(format!("p{}/q{n}", n / 200));
        let mut text = format!("package q{n}\n\nimport (\n\t\"net/http\"\n\n");
        below.iter().for_each(|b| writeln!(text, "\t\"example.com/big/p{}/q{b}\"", b / 200).expect("text"));
        let _ = write!(text, ")\n\n// Register registers.\nfunc Register(mux *http.ServeMux) {{\n");
        if n % 2 == 0 {
            let _ = writeln!(text, "\tmux.HandleFunc(\"/q{n}\", http.NotFound)");
        }
        below.iter().for_each(|b| writeln!(text, "\tq{b}.Register(mux)").expect("text"));
        text.push_str("}\n");
        write(&folder, "q.go", &text);
        for file in 1..10 {
            let mut text = format!("package q{n}\n\nimport \"strings\"\n");
            for part in 0..20 {
                let _ = write!(
                    text,
                    "\n// Part{file}x{part} is one of many.\ntype Part{file}x{part} struct {{\n\tName string\n\tSize int\n}}\n\n\
                     func (p *Part{file}x{part}) String() string {{\n\tif p.Size > {part} {{\n\t\treturn strings.ToUpper(p.Name)\n\t}}\n\
                     \treturn p.Name\n}}\n"
                );
            }
            write(&folder, &format!("part{file}.go"), &text);
        }
    }
    let main = "package main\n\nimport (\n\t\"log\"\n\t\"net/http\"\n\n\t\"example.com/big/p0/q0\"\n)\n\nfunc main() {\n\
        \tmux := http.NewServeMux()\n\tq0.Register(mux)\n\tlog.Fatal(http.ListenAndServe(\"127.0.0.1:8080\", mux))\n}\n";
    write(dir, "main.go", main);
}
