// What is set too late, only in some runs, or from what was there before, changes nothing.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
	"strings"
)

type late struct{ addr string }

func serveLate(l late) { log.Println(http.ListenAndServe(l.addr, nil)) } // want [pprof-exposed @open] ":18470"

type rare struct{ addr string }

func serveRare(r *rare) { log.Println(http.ListenAndServe(r.addr, nil)) } // want [pprof-exposed @open] ":18471"

type trimmed struct{ addr string }

func serveTrimmed(t *trimmed) { log.Println(http.ListenAndServe(t.addr, nil)) } // want [pprof-exposed @open] ":18472"

type opened struct{ addr string }

func hidden() *opened { return &opened{addr: "127.0.0.1:18473"} }

func serveOpened(o *opened) { log.Println(http.ListenAndServe(o.addr, nil)) } // want [pprof-exposed @open] ":18473"

type twice struct{ addr string }

func public() *twice { return &twice{addr: ":18474"} }

func serveTwice(t *twice) { log.Println(http.ListenAndServe(t.addr, nil)) } // want [pprof-exposed @open] ":18474"

type served struct{ addr string }

type option func(*served)

func withAddr(addr string) option { return func(s *served) { s.addr = addr } }

func newServed(options ...option) *served {
	s := &served{addr: ":18477"}
	s.addr = ":18478"
	for _, o := range options {
		o(s)
	}
	return s
}

func serveServed(s *served) { log.Println(http.ListenAndServe(s.addr, nil)) } // want [pprof-exposed @open] "0.0.0.0:18479"

type copied struct{ addr string }

func serveCopied(c copied) { log.Println(http.ListenAndServe(c.addr, nil)) } // want [pprof-exposed @open] ":18503"

type valued struct{ addr string }

func (v valued) load() { v.addr = "127.0.0.1:18504" }

func serveValued(v valued) { log.Println(http.ListenAndServe(v.addr, nil)) } // want [pprof-exposed @open] ":18504"

type twin struct{ addr string }

func serveTwin(t twin) { log.Println(http.ListenAndServe(t.addr, nil)) } // want [pprof-exposed @open] ":18505"

var started = ":18476"

func main() {
	go func() { log.Println(http.ListenAndServe(started, nil)) }() // want [pprof-exposed @open] ":18476"

	l := late{addr: ":18470"}
	go serveLate(l)
	l.addr = "127.0.0.1:18470"

	r := &rare{addr: ":18471"}
	if len(os.Args) > 1 {
		r.addr = "127.0.0.1:18471"
	}
	go serveRare(r)

	t := &trimmed{addr: ":18472"}
	t.addr = strings.ToLower(t.addr)
	go serveTrimmed(t)

	o := hidden()
	o.addr = ":18473"
	go serveOpened(o)

	one, other := public(), public()
	other.addr = "127.0.0.1:18475"
	go serveTwice(one)
	c := copied{addr: ":18503"}
	kept := c
	c.addr = "127.0.0.1:18503"
	go serveCopied(kept)

	v := valued{addr: ":18504"}
	v.load()
	go serveValued(v)

	shared := twin{addr: "127.0.0.1:18505"}
	first, second := shared, shared
	first.addr = ":18505"
	second.addr = "127.0.0.1:18506"
	go serveTwin(first)
	go serveTwin(second)

	go serveServed(newServed(withAddr("0.0.0.0:18479")))
	serveTwice(other)
	started = "127.0.0.1:18476"
}
