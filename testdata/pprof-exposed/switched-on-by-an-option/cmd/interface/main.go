package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type config struct {
	addr     string
	loopback bool
}

type option interface{ apply(*config) }

type optionFunc func(*config)

func (f optionFunc) apply(c *config) { f(c) }

func address(addr string) option { return optionFunc(func(c *config) { c.addr = addr }) }

func loopback() option { return optionFunc(func(c *config) { c.loopback = true }) }

func serve(options ...option) error {
	c := config{addr: ":7140"}
	for _, option := range options {
		option.apply(&c)
	}
	if c.loopback {
		c.addr = "127.0.0.1" + c.addr
	}
	return http.ListenAndServe(c.addr, nil)
}

func main() {
	log.Fatal(serve(address(":7141"), loopback()))
}
