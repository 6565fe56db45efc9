//! Dockerfiles, as BuildKit reads them: its own parser is asked where MUXRAY_DOCKERFILE_AST is testdata/oracle/dockerfile, built.

use super::*;
use crate::source::FileId;

fn parse(text: &str) -> (Dockerfile, Vec<Wrong>) {
    read(&Text::new(FileId(0), text.as_bytes()).0)
}

/// The command lines of one stage's RUN lines, entry point and CMD.
fn lines(stage: &Stage) -> Vec<String> {
    let start = stage.entrypoint.iter().chain(&stage.cmd).flat_map(|i| i.commands(None));
    let all = stage.runs.iter().map(|(c, _)| c.clone()).chain(start);
    all.map(|c| c.words.iter().map(|w| &*w.text).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn stages_arguments_and_both_forms() {
    let (file, wrong) = parse(
        "# syntax=docker/dockerfile:1\nARG GO=1.22\nFROM golang:${GO}-alpine AS build\nARG FLAGS=\"-N -l\"\nWORKDIR /src\n\
         RUN --mount=type=cache,target=/x go build -gcflags=\"all=${FLAGS}\" \\\n  # why\n\n  -o /app . && \\\n  ls\n\
         FROM build as debug\nENV PORT=2345 HOST=\"\"\nEXPOSE $PORT 8080/udp\nENTRYPOINT [\"dlv\", \"exec\", \"/a\\u0070p\"]\n\
         CMD [\"--headless\"]\nHEALTHCHECK NONE\n",
    );
    assert!(wrong.is_empty(), "{wrong:?}");
    let [build, debug] = file.stages.as_slice() else { panic!("{file:?}") };
    assert_eq!(&*build.base.text, "golang:1.22-alpine");
    assert_eq!(lines(build), ["go build -gcflags=all=-N -l -o /app .", "ls"]);
    assert_eq!(&*build.runs[0].1.text, "/src");
    assert_eq!(lines(debug), ["dlv exec /app", "--headless"]);
    assert_eq!(debug.entrypoint.as_ref().unwrap().commands(debug.cmd.as_ref())[0].words.len(), 4);
    assert_eq!(debug.exposes.iter().map(|p| p.number).collect::<Vec<_>>(), [2345, 8080]);
    assert_eq!(&*debug.workdir.text, "/src");
    assert!(debug.healthcheck.is_none());
}

#[test]
fn a_word_behind_a_joined_line_has_its_place() {
    let text = "FROM x\nCMD dlv dap \\\n  --listen=:1\n";
    let (file, _) = parse(text);
    let commands = file.stages[0].cmd.as_ref().unwrap().commands(None);
    let span = commands[0].words[2].span;
    assert_eq!(&text[span.start as usize..span.end as usize], "--listen=:1");
}

#[test]
fn here_documents_are_scripts() {
    let (file, _) = parse("FROM x\nRUN <<EOF\ndlv version\nEOF\nCOPY <<\"A\" /b\nRUN no\nA\nRUN yes\r\nCMD [broken\n");
    assert_eq!(lines(&file.stages[0]), ["dlv version", "yes", "[broken"]);
}

#[test]
fn the_escape_character_may_be_another_one() {
    let (file, _) = parse("# escape=`\nFROM x\nRUN a `\n b c:\\d\nfrobnicate this\n");
    assert_eq!(file.stages[0].runs.len(), 1);
}

#[test]
fn what_docker_refuses_is_told_and_the_rest_is_read() {
    let told = |text: &str| parse(text).1.iter().map(|w| w.span.start as usize).collect::<Vec<_>>();
    let text = "# syntax=docker/dockerfile:1\nFROM x\nFETCH it\nlabel a=b\nRUN <<EOF\nno end\n";
    assert_eq!(told(text), [text.find("FETCH").unwrap(), text.find("RUN").unwrap()]);
    assert_eq!(told("# syntax=example.com/frontend\nFROM x\nINCLUDE y\n"), [0_usize; 0]);
    assert_eq!(told("FROM x\nRUN --mount=type=tmpfs,target=/t <<.\nset -e\n.\nCOPY <<- /b\n"), [0_usize; 0]);
    assert_eq!(told("FROM x\nONBUILD RUN a\nSTOPSIGNAL 9\nRUN cat <<A <<-B\nA\n\tB\nSHELL [\"sh\"]\n"), [0_usize; 0]);
    let (file, wrong) = parse("FROM x\nFETCH it\nCMD a\n");
    assert!(file.stages[0].cmd.is_some());
    assert_eq!(wrong.len(), 1);
}

#[test]
fn what_stands_before_the_first_from_is_told() {
    let (file, wrong) = parse("RUN a\nFROM\nCMD x\n");
    assert!(file.stages.is_empty());
    assert_eq!(wrong.len(), 3);
}

/// What our reader says of an instruction, in the words of testdata/oracle/dockerfile.
fn told(text: &Text, instruction: &Instruction) -> serde_json::Value {
    let source = &text.text;
    let line = |at: usize| 1 + source[..at].matches('\n').count();
    let (start, end) = (text.index(instruction.span.start), text.index(instruction.span.end));
    // The line of a here-document's delimiter is the last one.
    let end = instruction.bodies.last().map_or(line(end), |body| line(body.end));
    let (options, rest) = options(&instruction.rest);
    let body = rest.text.strip_prefix("CMD").filter(|_| instruction.name == "HEALTHCHECK").map(str::trim_start);
    let at = body.map_or(0, |body| rest.text.len() - body.len());
    let list = exec_form(text, &rest.part(at..rest.text.trim_end().len().max(at)))
        .filter(|_| !["FROM", "ARG", "ENV", "EXPOSE", "LABEL", "USER", "WORKDIR"].contains(&&*instruction.name));
    let known = [
        "ADD",
        "ARG",
        "CMD",
        "COPY",
        "ENTRYPOINT",
        "ENV",
        "EXPOSE",
        "FROM",
        "HEALTHCHECK",
        "MAINTAINER",
        "RUN",
        "SHELL",
        "STOPSIGNAL",
        "USER",
        "VOLUME",
        "WORKDIR",
    ];
    let words: Vec<String> = match (&list, &*instruction.name) {
        (Some((words, _)), _) => {
            body.map(|_| "CMD").into_iter().chain(words.iter().map(|w| &*w.text)).map(str::to_owned).collect()
        }
        // Labels say nothing of a program, and what an instruction of others holds is theirs.
        (_, "LABEL" | "ONBUILD") => Vec::new(),
        (_, name) if !known.contains(&name) => Vec::new(),
        (None, "ENV") => pairs(&rest, &Variables::default()).iter().map(|(name, _)| name.text.to_string()).collect(),
        _ => rest.text.split_whitespace().map(str::to_owned).collect(),
    };
    serde_json::json!({
        "name": instruction.name,
        "start": line(start),
        "end": end,
        "flags": options.iter().map(|o| &*o.text).collect::<Vec<_>>(),
        "words": words,
        "list": list.is_some(),
        "bodies": instruction.bodies.iter().map(|body| &source[body.clone()]).collect::<Vec<_>>(),
    })
}

/// What BuildKit says, with blanks as they count: the shell form is one text there, `ENV` a row of threes.
fn judged(instruction: &serde_json::Value) -> serde_json::Value {
    let mut judged = instruction.clone();
    let words: Vec<&str> =
        judged["words"].as_array().into_iter().flatten().filter_map(serde_json::Value::as_str).collect();
    let words: Vec<&str> = match judged["name"].as_str() {
        _ if judged["list"] == true => words,
        Some("LABEL" | "ONBUILD") => Vec::new(),
        Some("ENV") => words.into_iter().step_by(3).collect(),
        _ => words.into_iter().flat_map(str::split_whitespace).collect(),
    };
    judged["words"] = serde_json::json!(words);
    for key in ["bodies", "flags"].into_iter().filter(|key| instruction[*key].is_null()) {
        judged[key] = serde_json::json!([]);
    }
    judged
}

/// BuildKit's parser is the judge, over all Dockerfiles of testdata/, or of the directory in MUXRAY_DOCKERFILES.
#[test]
fn buildkit_reads_the_same_instructions() {
    let Some(judge) = std::env::var_os("MUXRAY_DOCKERFILE_AST") else {
        println!("skipped: no BuildKit");
        return;
    };
    let own = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let dir = std::env::var_os("MUXRAY_DOCKERFILES").map_or(own, Into::into);
    let files = walkdir::WalkDir::new(dir).sort_by_file_name().into_iter().filter_map(Result::ok);
    let is_dockerfile = |path: &std::path::Path| {
        let name = |path: &std::path::Path| Some(path.file_name()?.to_str()?.to_owned());
        let (dir, name) = (path.parent().and_then(name).unwrap_or_default(), name(path).unwrap_or_default());
        path.is_file() && crate::manifest::kind_of(&dir, &name) == Some(crate::manifest::FileKind::Dockerfile)
    };
    let files: Vec<_> = files.map(walkdir::DirEntry::into_path).filter(|path| is_dockerfile(path)).collect();
    let mut asked = std::process::Command::new(judge)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("starts");
    let list: String = files.iter().map(|path| format!("{}\n", path.display())).collect();
    let mut input = asked.stdin.take().expect("piped");
    let writer = std::thread::spawn(move || std::io::Write::write_all(&mut input, list.as_bytes()));
    let answers = String::from_utf8(asked.wait_with_output().expect("ends").stdout).expect("UTF-8");
    writer.join().expect("writes").expect("writes");
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for (path, answer) in files.iter().zip(answers.lines()) {
        let answer: serde_json::Value = serde_json::from_str(answer).expect("JSON");
        if answer["error"] != "" {
            continue;
        }
        let bytes = std::fs::read(path).expect("a file");
        let (text, _) = Text::new(FileId(0), &bytes);
        let ours: Vec<_> = instructions(&text).iter().map(|i| told(&text, i)).collect();
        let theirs: Vec<_> = answer["instructions"].as_array().into_iter().flatten().map(judged).collect();
        compared += theirs.len();
        let differs = (0..ours.len().max(theirs.len())).find(|i| ours.get(*i) != theirs.get(*i));
        wrong.extend(differs.map(|i| {
            let show = |list: &[serde_json::Value]| list.get(i).map_or_else(String::new, ToString::to_string);
            format!("{}\n  ours   {}\n  theirs {}", path.display(), show(&ours), show(&theirs))
        }));
    }
    assert!(wrong.is_empty(), "{} of {} files differ\n{}", wrong.len(), files.len(), wrong.join("\n"));
    println!("{compared} instructions of {} files", files.len());
    assert!(compared > 100, "{compared}");
}

#[test]
fn a_list_is_one_of_texts_with_nothing_behind_it() {
    let started = |cmd: &str| {
        let (file, _) = parse(&format!("FROM x\nCMD [\"base\"]\nCMD {cmd}\n"));
        file.stages[0].cmd.as_ref().map(|cmd| (!cmd.exec.is_empty(), lines(&file.stages[0])))
    };
    assert_eq!(started("[\"dlv\", \"dap\"]"), Some((true, vec!["dlv dap".to_owned()])));
    assert_eq!(started("[]"), Some((false, vec![])));
    for shell in ["[\"dlv\", \"dap\"] # why", "['dlv', 'dap']", "[\"dlv\", \"dap\",]", "[\"dlv\", 1]"] {
        assert!(started(shell).is_some_and(|(exec, _)| !exec), "{shell}");
    }
}

#[test]
fn options_have_quotes_and_an_end() {
    let (file, _) = parse("FROM x AS \"y\"\nCOPY --from='a b' --chown=\"1:1\" -- /c /d\nENV A b\\\\\nENV C d\n");
    let copy = &file.stages[0].copies[0];
    assert_eq!(copy.from.as_ref().map(|f| &*f.text), Some("a b"));
    assert_eq!(copy.sources.iter().map(|s| &*s.text).collect::<Vec<_>>(), ["/c"]);
    assert_eq!(file.stages[0].env.len(), 2, "two escape characters join no line");
}
