package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type config struct {
	addr     string
	handler  http.Handler
	loopback bool
}

type option func(*config)

func address(addr string) option { return func(c *config) { c.addr = addr } }

func handler(h http.Handler) option { return func(c *config) { c.handler = h } }

func loopback() option { return func(c *config) { c.loopback = true } }

func serve(options ...option) error {
	c := config{addr: ":7131", handler: http.NotFoundHandler()}
	for _, apply := range options {
		apply(&c)
	}
	if c.loopback {
		c.addr = "127.0.0.1" + c.addr
	}
	return http.ListenAndServe(c.addr, c.handler)
}

func main() {
	go func() { log.Fatal(serve(address(":7132"), handler(http.DefaultServeMux), loopback())) }()
	log.Fatal(serve())
}
