package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type Config struct{ Addr string }

func New() *Config { return &Config{Addr: "127.0.0.1:6060"} }

func main() {
	dbg := New()
	pub := *dbg
	pub.Addr = ":8080"
	go func() { log.Fatal(http.ListenAndServe(dbg.Addr, nil)) }()
	log.Fatal(http.ListenAndServe(pub.Addr, http.NewServeMux()))
}
