// The address and the handler of a server that is embedded are fields of what embeds it.
package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
)

type pointed struct{ *http.Server }

func (p *pointed) run() error {
	ln, err := net.Listen("tcp", p.Addr)
	if err != nil {
		return err
	}
	return p.Server.Serve(ln) // want [pprof-exposed] ":18494"
}

type held struct{ http.Server }

func (h *held) run() error {
	return http.ListenAndServe(h.Addr, h.Handler) // want [pprof-exposed] ":18495"
}

type private struct{ *http.Server }

func (p *private) run() error { return http.ListenAndServe(p.Addr, p.Handler) }

func main() {
	go func() { log.Println((&pointed{&http.Server{Addr: ":18494"}}).run()) }()
	h := &held{}
	h.Addr = ":18495"
	go func() { log.Println(h.run()) }()
	p := &private{&http.Server{Addr: "127.0.0.1:18496"}}
	go func() { log.Println(p.run()) }()
	q := &private{&http.Server{Addr: "127.0.0.1:18497", Handler: http.NotFoundHandler()}}
	log.Fatal(q.run())
}
