//! What a real Delve says: to a command line, and to a client that speaks DAP as VS Code does.
//!
//! In: a command, or an address with a configuration of launch.json. Out: the words of Delve. Knows no code of muxray.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{PATIENCE, Server};

/// What a command printed, without the usage of cobra, and its status; None where it had to be ended: when it has said
/// `enough`, or such a time after the line with its address.
pub fn hear(
    command: &mut Command,
    afterthought: Duration,
    enough: impl Fn(&[String]) -> bool,
) -> (Vec<String>, Option<i32>) {
    let mut process = Server::spawn(command);
    let (mut said, mut limit) = (Vec::new(), Instant::now() + PATIENCE);
    let ended = loop {
        match process.lines.recv_timeout(limit.saturating_duration_since(Instant::now())) {
            Ok(line) if line.contains("listening at: ") => {
                limit = Instant::now() + afterthought;
                said.push(line);
            }
            Ok(line) => said.push(line),
            Err(RecvTimeoutError::Timeout) => break false,
            Err(RecvTimeoutError::Disconnected) => break true,
        }
        if enough(&said) {
            break false;
        }
    };
    let usage = said.iter().position(|line| line == "Usage:").unwrap_or(said.len());
    said.truncate(usage);
    (said, ended.then(|| process.ended().and_then(|status| status.code())).flatten())
}

/// Begins a debug session with a configuration and sets a breakpoint, if one is given: everything that Delve tells its
/// client on the way, until it refuses or the breakpoint is answered.
#[track_caller]
pub fn debug(address: &str, config: &Value, breakpoint: Option<(&Path, usize)>) -> Vec<String> {
    let mut client = Client::connect(address);
    client.send("initialize", &json!({ "adapterID": "go", "pathFormat": "path", "linesStartAt1": true }));
    client.send(config["request"].as_str().expect("launch or attach"), config);
    let mut said = Vec::new();
    while let Some(message) = client.receive() {
        let body = &message["body"];
        match (message["type"].as_str(), message["event"].as_str().or(message["command"].as_str())) {
            (Some("event"), Some("output")) => said.extend(body["output"].as_str().map(str::to_owned)),
            (Some("event"), Some("initialized")) => match breakpoint {
                Some((file, line)) => client
                    .send("setBreakpoints", &json!({ "source": { "path": file }, "breakpoints": [{ "line": line }] })),
                None => break,
            },
            (Some("response"), Some("setBreakpoints")) => {
                let point = &body["breakpoints"][0];
                said.extend(point["message"].as_str().map(str::to_owned));
                said.push(format!("verified: {}", point["verified"]));
                break;
            }
            (Some("response"), _) if message["success"] == false => {
                said.extend(body["error"]["format"].as_str().map(str::to_owned));
                break;
            }
            _ => {}
        }
    }
    client.send("disconnect", &json!({ "terminateDebuggee": true }));
    said
}

/// The first bytes of the answer to the message with which a session begins, whoever listens.
pub fn first_answer(address: &str) -> String {
    let mut client = Client::connect(address);
    client.send("initialize", &json!({ "adapterID": "go" }));
    let mut answer = Vec::new();
    drop(client.reader.read_to_end(&mut answer));
    String::from_utf8_lossy(&answer).into_owned()
}

struct Client {
    reader: BufReader<TcpStream>,
    sequence: usize,
}

impl Client {
    #[track_caller]
    fn connect(address: &str) -> Self {
        let stream = TcpStream::connect(address).expect("a server");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time-out");
        Self { reader: BufReader::new(stream), sequence: 0 }
    }

    fn send(&mut self, command: &str, arguments: &Value) {
        self.sequence += 1;
        let request = json!({ "seq": self.sequence, "type": "request", "command": command, "arguments": arguments });
        let request = request.to_string();
        // A server that has hung up has said what it had to say.
        drop(write!(self.reader.get_mut(), "Content-Length: {}\r\n\r\n{request}", request.len()));
    }

    fn receive(&mut self) -> Option<Value> {
        let mut header = String::new();
        self.reader.read_line(&mut header).ok()?;
        let length = header.trim().strip_prefix("Content-Length: ")?.parse().ok()?;
        let mut body = vec![0; length];
        self.reader.read_line(&mut header).ok()?;
        self.reader.read_exact(&mut body).ok()?;
        serde_json::from_slice(&body).ok()
    }
}
