// What an address was at first counts no more where it is surely set before anybody listens on it.
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

type config struct{ addr string }

func serve(cfg *config) { log.Println(http.ListenAndServe(cfg.addr, nil)) }

type made struct{ addr string }

func defaults() *made { return &made{addr: ":18461"} }

func serveMade(m *made) { log.Println(http.ListenAndServe(m.addr, nil)) }

type flagged struct{ addr string }

func newFlagged() *flagged {
	f := &flagged{addr: ":18462"}
	f.addr = "0.0.0.0:18462"
	return f
}

func serveFlagged(f *flagged) { log.Println(http.ListenAndServe(f.addr, nil)) }

type chosen struct{ addr string }

func serveChosen(c chosen) { log.Println(http.ListenAndServe(c.addr, nil)) }

type settings struct{ host string }

func standard() settings { return settings{host: "0.0.0.0"} }

type server struct{ host string }

func newServer(s settings) *server { return &server{host: s.host} }

func (s *server) run() { log.Println(http.ListenAndServe(s.host+":18464", nil)) }

func private(s *http.Server) { s.Addr = "127.0.0.1:18465" }

type loaded struct{ addr string }

func (l *loaded) load() { l.addr = "127.0.0.1:18466" }

var (
	started = ":18467"
	given   = ":18468"
)

func init() { flag.StringVar(&given, "given", "127.0.0.1:18468", "the address") }

func main() {
	started = "127.0.0.1:18467"
	cfg := &config{addr: ":18460"}
	cfg.addr = "127.0.0.1:18460"
	go serve(cfg)

	addr := flag.String("addr", "127.0.0.1:18461", "the address")
	m := defaults()
	if *addr != "" {
		m.addr = *addr
	}
	go serveMade(m)

	f := newFlagged()
	flag.StringVar(&f.addr, "flagged", "127.0.0.1:18462", "the address")
	flag.Parse()
	go serveFlagged(f)

	c := chosen{addr: ":18463"}
	c.addr = "localhost:18463"
	go serveChosen(c)

	s := standard()
	s.host = "127.0.0.1"
	go newServer(s).run()

	h := &http.Server{Addr: ":18465"}
	private(h)
	go func() { log.Println(h.ListenAndServe()) }()

	l := &loaded{addr: ":18466"}
	l.load()
	go func() { log.Println(http.ListenAndServe(l.addr, nil)) }()

	go func() { log.Println(http.ListenAndServe(given, nil)) }()
	log.Fatal(http.ListenAndServe(started, nil))
}
