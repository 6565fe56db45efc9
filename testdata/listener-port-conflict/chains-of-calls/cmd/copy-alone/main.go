package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type Builder struct {
	addr string
}

func NewBuilder() Builder { return Builder{addr: ":6060"} }

func (b Builder) Addr(addr string) Builder {
	b.addr = addr
	return b
}

func (b Builder) Run() error { return http.ListenAndServe(b.addr, nil) }

func main() {
	log.Fatal(NewBuilder().Addr("127.0.0.1:9000").Run())
}
