// Command pairs registers pairs of patterns on a real http.ServeMux and prints what happens.
//
// Each line of standard input is A<TAB>B, with \t for a tab and \\ for a backslash inside a pattern. Each line of
// standard output is the JSON object that `muxray conflict --stdin` prints for it. With -first, an object of a conflict
// also has the panic's first line, with A registered at /a.go:1 and B at /b.go:1.
//
// With -serve, METHOD and the host and path of a URL follow on each line, after a tab each, and what is printed is the pattern that the request goes to.
//
// GODEBUG=httpmuxgo121=1 gives the mux of Go 1.21, httpmuxgo121=0 the one of the toolchain.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
)

type answer struct {
	A        string `json:"a"`
	B        string `json:"b"`
	ErrA     string `json:"err_a,omitempty"`
	ErrB     string `json:"err_b,omitempty"`
	Conflict bool   `json:"conflict"`
	Why      string `json:"why,omitempty"`
	First    string `json:"first,omitempty"`
}

func main() {
	wantFirst := len(os.Args) > 1 && os.Args[1] == "-first"
	wantServed := len(os.Args) > 1 && os.Args[1] == "-serve"
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for {
		line, err := in.ReadString('\n')
		if err == io.EOF && line == "" {
			return
		}
		a, b, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			fmt.Fprintf(os.Stderr, "no tab in %q\n", line)
			os.Exit(2)
		}
		if wantServed {
			fields := append([]string{a}, strings.Split(b, "\t")...)
			if len(fields) != 4 {
				fmt.Fprintf(os.Stderr, "no request in %q\n", line)
				os.Exit(2)
			}
			fmt.Fprintln(out, served(unescape(fields[0]), unescape(fields[1]), fields[2], fields[3]))
			continue
		}
		got := ask(unescape(a), unescape(b))
		if !wantFirst {
			got.First = ""
		}
		if err := encoder.Encode(got); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
}

func ask(a, b string) answer {
	got := answer{A: a, B: b}
	got.ErrA = registerA(http.NewServeMux(), a)
	got.ErrB = registerB(http.NewServeMux(), b)
	mux := http.NewServeMux()
	if registerA(mux, a) != "" {
		return got
	}
	message := registerB(mux, b)
	got.Conflict = message != "" && got.ErrB == ""
	if got.Conflict {
		first, why, found := strings.Cut(message, "\n")
		if !found {
			// The old mux says it all in one line.
			first, why = "", message
		}
		got.First, got.Why = first, why
	}
	return got
}

// served is the pattern, of two that a mux takes both, that a request goes to.
func served(a, b, method, url string) string {
	host, path, _ := strings.Cut(url, "/")
	mux := http.NewServeMux()
	mux.HandleFunc(a, serve)
	mux.HandleFunc(b, serve)
	request := httptest.NewRequest(method, "/"+path, nil)
	if host != "" {
		request.Host = host
	}
	_, pattern := mux.Handler(request)
	return strings.NewReplacer("\t", `\t`, `\`, `\\`).Replace(pattern)
}

func unescape(s string) string {
	return strings.NewReplacer(`\t`, "\t", `\\`, `\`).Replace(s)
}

func serve(http.ResponseWriter, *http.Request) {}

func registerA(mux *http.ServeMux, pattern string) (message string) {
	defer func() { message = text(recover()) }()
//line /a.go:1
	mux.HandleFunc(pattern, serve)
	return
}

func registerB(mux *http.ServeMux, pattern string) (message string) {
	defer func() { message = text(recover()) }()
//line /b.go:1
	mux.HandleFunc(pattern, serve)
	return
}

func text(panicked any) string {
	if panicked == nil {
		return ""
	}
	return fmt.Sprint(panicked)
}
