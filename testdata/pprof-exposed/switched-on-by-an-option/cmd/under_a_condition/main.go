package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

const port = "7139"

type config struct {
	addr     string
	handler  http.Handler
	loopback bool
}

type option func(*config)

func address(addr string) option { return func(c *config) { c.addr = addr } }

func handler(h http.Handler) option { return func(c *config) { c.handler = h } }

func loopback() option { return func(c *config) { c.loopback = true } }

func loopbackIn(mode string) option {
	return func(c *config) {
		if mode == "development" {
			c.loopback = true
		}
	}
}

func serve(options ...option) error {
	c := config{addr: ":" + port}
	for _, apply := range options {
		apply(&c)
	}
	if c.loopback {
		c.addr = "127.0.0.1" + c.addr
	}
	return http.ListenAndServe(c.addr, c.handler) // want [pprof-exposed] ":7139"
}

func main() {
	log.Fatal(serve(loopbackIn(os.Getenv("MODE"))))
}
