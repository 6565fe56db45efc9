//go:build linux

// Serve starts one program inside a network namespace of its own, watches which TCP
// ports it opens, asks each of them for a few paths, stops the program, and prints
// what it saw as one JSON object.
//
//	unshare --net serve -path /debug/vars -- ./api -addr :8080
//
// It never leaves the namespace that it was started in, so ports cannot collide with
// those of other programs and nothing leaves the machine. It knows nothing of muxray.
package main

import (
	"crypto/tls"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"
)

// observed is what the program did.
type observed struct {
	Ended   bool     `json:"ended"`
	Code    int      `json:"code"`
	Output  string   `json:"output"`
	Sockets []socket `json:"sockets"`
}

// socket is one listening TCP socket with its answers by path.
type socket struct {
	Host    string            `json:"host"`
	Port    int               `json:"port"`
	Answers map[string]answer `json:"answers"`
}

// answer is the status of one GET; Index tells whether the body is pprof's list of profiles.
type answer struct {
	Status int  `json:"status"`
	Index  bool `json:"index"`
}

type list []string

func (l *list) String() string     { return strings.Join(*l, " ") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

// buffer collects the output of the program; it is read while the program still writes.
type buffer struct {
	mu   sync.Mutex
	text []byte
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.text) < 1<<20 {
		b.text = append(b.text, p...)
	}
	return len(p), nil
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return string(b.text)
}

func main() {
	var paths list
	flag.Var(&paths, "path", "a path to ask each port for; repeatable")
	limit := flag.Duration("limit", 3*time.Second, "how long to wait for a port")
	settle := flag.Duration("settle", 250*time.Millisecond, "how long the set of ports must stay the same")
	dir := flag.String("dir", ".", "working directory of the program")
	flag.Parse()
	if err := raiseLoopback(); err != nil {
		fmt.Fprintln(os.Stderr, "serve: loopback:", err)
		os.Exit(2)
	}
	if err := writeCertificate(*dir); err != nil {
		fmt.Fprintln(os.Stderr, "serve: certificate:", err)
		os.Exit(2)
	}
	got, err := watch(flag.Args(), *dir, paths, *limit, *settle)
	if err != nil {
		fmt.Fprintln(os.Stderr, "serve:", err)
		os.Exit(2)
	}
	if err := json.NewEncoder(os.Stdout).Encode(got); err != nil {
		os.Exit(2)
	}
}

// watch runs the program until it ends or its ports have settled.
func watch(argv []string, dir string, paths []string, limit, settle time.Duration) (observed, error) {
	if len(argv) == 0 {
		return observed{}, fmt.Errorf("no program given")
	}
	var out buffer
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Dir = dir
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	cmd.WaitDelay = 500 * time.Millisecond
	if err := cmd.Start(); err != nil {
		return observed{}, err
	}
	ended := make(chan struct{})
	go func() { _ = cmd.Wait(); close(ended) }()

	got := observed{Code: -1}
	start, since, last := time.Now(), time.Now(), ""
	var open []socket
	for {
		select {
		case <-ended:
			got.Ended, got.Code = true, cmd.ProcessState.ExitCode()
		case <-time.After(10 * time.Millisecond):
		}
		if got.Ended {
			break
		}
		open = listening()
		if now := fmt.Sprint(open); now != last {
			last, since = now, time.Now()
		}
		if len(open) > 0 && time.Since(since) > settle || time.Since(start) > limit {
			break
		}
	}
	if !got.Ended {
		for i := range open {
			open[i].ask(paths)
		}
		got.Sockets = open
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		<-ended
	}
	got.Output = out.String()
	return got, nil
}

// ask gets each path once, over plain HTTP and, where that is refused, over TLS.
func (s *socket) ask(paths []string) {
	client := &http.Client{
		Timeout:       700 * time.Millisecond,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DisableKeepAlives: true,
			TLSClientConfig:   &tls.Config{InsecureSkipVerify: true},
		},
	}
	host := s.Host
	switch host {
	case "0.0.0.0":
		host = "127.0.0.1"
	case "::":
		host = "::1"
	}
	s.Answers = map[string]answer{}
	scheme := "http"
	for _, path := range paths {
		at := net.JoinHostPort(host, fmt.Sprint(s.Port)) + path
		got, body := get(client, scheme+"://"+at)
		if got.Status == http.StatusBadRequest && strings.Contains(body, "HTTPS server") {
			scheme = "https"
			got, _ = get(client, scheme+"://"+at)
		}
		s.Answers[path] = got
	}
}

func get(client *http.Client, url string) (answer, string) {
	res, err := client.Get(url)
	if err != nil {
		return answer{}, ""
	}
	defer res.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(res.Body, 1<<16))
	return answer{Status: res.StatusCode, Index: strings.Contains(string(body), "Types of profiles available")}, string(body)
}
