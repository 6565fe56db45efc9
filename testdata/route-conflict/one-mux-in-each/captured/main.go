// Each function has captured the mux of the call that made it.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func ok(http.ResponseWriter, *http.Request) {}

func serve(addr string) func(string, http.Handler) {
	mux := http.NewServeMux()
	go func() { log.Fatal(http.ListenAndServe(addr, mux)) }()
	return func(pattern string, h http.Handler) { mux.Handle(pattern, h) }
}

func main() {
	public := serve(":18848")
	admin := serve("127.0.0.1:18849")
	public("/healthz", http.HandlerFunc(ok))
	admin("/healthz", http.HandlerFunc(ok))
	admin("/debug/pprof/", http.DefaultServeMux)
	select {}
}
