//! Dockerfiles, as BuildKit reads them.

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
