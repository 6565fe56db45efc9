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

func everywhere() option { return func(c *config) { c.loopback = false } }

func serve(options ...option) error {
	c := config{addr: ":7138"}
	for _, apply := range options {
		apply(&c)
	}
	if c.loopback {
		c.addr = "127.0.0.1" + c.addr
	}
	return http.ListenAndServe(c.addr, c.handler) // want [pprof-exposed] ":7138"
}

func main() {
	log.Fatal(serve(loopback(), everywhere()))
}
