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

func run(c Config) { log.Fatal(http.ListenAndServe(c.Addr, c.Handler)) } // want [pprof-exposed @full] ":6060"

func main() {
	go run(Config{Addr: ":6060", Handler: http.DefaultServeMux})
	run(Config{Addr: "127.0.0.1:8080", Handler: http.NewServeMux()})
}
