package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

type Config struct{ Addr string }

var defaults = Config{Addr: "127.0.0.1:6060"}

func main() {
	dbg := defaults
	pub := dbg
	pub.Addr = ":8080"
	mux := http.NewServeMux()
	go func() { log.Fatal(http.ListenAndServe(dbg.Addr, nil)) }()
	log.Fatal(http.ListenAndServe(pub.Addr, mux))
}
