package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type Config struct{ Addr string }

func (c Config) WithAddr(a string) Config { c.Addr = a; return c }

func serve(c Config, h http.Handler) { log.Fatal(http.ListenAndServe(c.Addr, h)) }

func main() {
	c := Config{Addr: "127.0.0.1:6060"}
	go serve(c, nil)
	c2 := c.WithAddr(":8080")
	serve(c2, http.NewServeMux())
}
