package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type Config struct {
	Addr    string
	Handler http.Handler
}

func run(c *Config) { log.Fatal(http.ListenAndServe(c.Addr, c.Handler)) }

func main() {
	go run(&Config{Addr: "127.0.0.1:6060"})
	run(&Config{Addr: ":8080", Handler: http.NewServeMux()})
}
