package main

import (
	"log"
	"net/http"
)

type Builder struct {
	addr    string
	handler http.Handler
}

func NewBuilder() Builder { return Builder{addr: ":6060"} }

func (b Builder) Addr(addr string) Builder {
	b.addr = addr
	return b
}

func (b Builder) Handler(h http.Handler) Builder {
	b.handler = h
	return b
}

func (b Builder) Run() error { return http.ListenAndServe(b.addr, b.handler) } // want [listener-port-conflict] "127.0.0.1:9000"

func main() {
	go func() { log.Fatal(NewBuilder().Addr("127.0.0.1:9000").Run()) }()
	log.Fatal(NewBuilder().Handler(http.NewServeMux()).Addr("127.0.0.1:9000").Run())
}
