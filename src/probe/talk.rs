//! What is written to a peer, and how its answers are cut: DAP frames, a line of JSON, HTTP.
//!
//! Bytes only, no socket. The bytes are those that Delve 1.27 reads (`service/dap`, `service/rpccommon`): a DAP header is
//! `Content-Length: N` and nothing else, JSON-RPC is version 1.0.

use serde_json::{Value, json};

use super::Said;
use super::target::Target;

/// The messages, in order; each waits for an answer to the one before.
pub(super) fn messages(said: Said, target: &Target) -> Vec<Vec<u8>> {
    match said {
        Said::Dap => {
            let client = json!({"clientID": "muxray", "adapterID": "go", "pathFormat": "path",
                "linesStartAt1": true, "columnsStartAt1": true});
            let leave = json!({"restart": false, "terminateDebuggee": false});
            vec![dap(1, "initialize", &client), dap(2, "disconnect", &leave)]
        }
        Said::GetVersion => {
            vec![format!("{}\n", json!({"method": "RPCServer.GetVersion", "params": [{}], "id": 1})).into_bytes()]
        }
        Said::ClientHello => vec![client_hello()],
        Said::GetRoot => vec![get("/", target)],
        Said::GetPprof => vec![get("/debug/pprof/", target)],
    }
}

fn dap(seq: u32, command: &str, arguments: &Value) -> Vec<u8> {
    let body = json!({"seq": seq, "type": "request", "command": command, "arguments": arguments}).to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

fn get(path: &str, target: &Target) -> Vec<u8> {
    let agent = concat!("muxray/", env!("CARGO_PKG_VERSION"));
    format!("GET {path} HTTP/1.1\r\nHost: {target}\r\nUser-Agent: {agent}\r\nAccept: */*\r\nConnection: close\r\n\r\n")
        .into_bytes()
}

/// A `ClientHello` of TLS 1.2 that also offers 1.3: enough for a server to answer with its own hello or with an alert.
fn client_hello() -> Vec<u8> {
    let mut extensions = Vec::new();
    let mut extension = |kind: u16, data: &[u8]| {
        extensions.extend(kind.to_be_bytes());
        extensions.extend(length(data));
        extensions.extend(data);
    };
    extension(10, &[0, 6, 0, 0x1d, 0, 0x17, 0, 0x18]); // supported_groups: x25519, P-256, P-384
    extension(11, &[1, 0]); // ec_point_formats: uncompressed
    extension(13, &[0, 14, 4, 3, 8, 4, 4, 1, 5, 3, 8, 5, 5, 1, 8, 7]); // signature_algorithms
    extension(43, &[4, 3, 4, 3, 3]); // supported_versions: 1.3, 1.2
    let mut share = vec![0, 36, 0, 0x1d, 0, 32];
    share.extend([9; 32]);
    extension(51, &share); // key_share: any x25519 point; the connection ends before it matters
    let ciphers = [0x1301_u16, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0x009c, 0x009d, 0x002f];
    let mut hello = vec![3, 3];
    hello.extend([0x6d; 32]); // random
    hello.push(0); // no session
    let ciphers: Vec<u8> = ciphers.iter().flat_map(|c| c.to_be_bytes()).collect();
    hello.extend(length(&ciphers));
    hello.extend(ciphers);
    hello.extend([1, 0]); // no compression
    hello.extend(length(&extensions));
    hello.extend(extensions);
    let mut handshake = vec![1, 0];
    handshake.extend(length(&hello));
    handshake.extend(hello);
    let mut record = vec![0x16, 3, 1];
    record.extend(length(&handshake));
    record.extend(handshake);
    record
}

/// The length of a part of the hello, all of which are short.
fn length(data: &[u8]) -> [u8; 2] {
    u16::try_from(data.len()).unwrap_or(u16::MAX).to_be_bytes()
}

/// Whether an answer is whole, so that there is nothing to wait for.
pub(super) fn is_whole(said: Said, heard: &[u8]) -> bool {
    match said {
        Said::Dap => {
            let frames = frames(heard);
            let response = |command: &str| frames.iter().any(|f| f["type"] == "response" && f["command"] == command);
            let ended = frames.iter().any(|f| f["event"] == "terminated");
            response("initialize") || response("disconnect") && ended || heard.starts_with(b"HTTP/")
        }
        Said::GetVersion => serde_json::from_slice::<Value>(heard).is_ok(),
        Said::ClientHello => heard.len() >= 5,
        // The connection is closed after the answer: that is its end.
        Said::GetRoot | Said::GetPprof => false,
    }
}

/// Whether the next message makes sense after this answer.
pub(super) fn goes_on(said: Said, heard: &[u8]) -> bool {
    said == Said::Dap && !frames(heard).is_empty()
}

/// The whole frames at the beginning of an answer.
pub(super) fn frames(mut bytes: &[u8]) -> Vec<Value> {
    let mut found = Vec::new();
    while let Some((frame, rest)) = frame(bytes) {
        found.push(frame);
        bytes = rest;
    }
    found
}

fn frame(bytes: &[u8]) -> Option<(Value, &[u8])> {
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    // Other adapters add headers; Delve does not.
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    })?;
    let body = bytes.get(end + 4..)?.get(..length)?;
    let value = serde_json::from_slice(body).ok()?;
    Some((value, &bytes[end + 4 + length..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_cut_where_they_end() {
        let two = b"Content-Length: 9\r\n\r\n{\"seq\":1}Content-Length: 9\r\n\r\n{\"seq\":2}Content-Le";
        let seqs: Vec<Value> = frames(two).iter().map(|f| f["seq"].clone()).collect();
        assert_eq!(seqs, [json!(1), json!(2)]);
        assert!(frames(b"Content-Length: 90\r\n\r\n{}").is_empty(), "the body is not all there");
        assert!(frames(b"Content-Length: 18446744073709551615\r\n\r\n{}").is_empty());
        assert!(frames(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n400 Bad Request").is_empty());
    }

    #[test]
    fn a_dap_message_has_no_header_but_its_length() {
        let target = Target { host: "localhost".to_owned(), port: 1 };
        for message in messages(Said::Dap, &target) {
            let text = String::from_utf8(message).unwrap_or_default();
            let (head, body) = text.split_once("\r\n\r\n").unwrap_or_default();
            assert_eq!(head, format!("Content-Length: {}", body.len()));
        }
    }

    #[test]
    fn the_lengths_of_the_hello_fit() {
        let hello = client_hello();
        let two = |at: usize| usize::from(hello[at]) << 8 | usize::from(hello[at + 1]);
        assert_eq!((hello[0], two(3)), (0x16, hello.len() - 5));
        assert_eq!((hello[5], two(7)), (1, hello.len() - 9));
    }
}
