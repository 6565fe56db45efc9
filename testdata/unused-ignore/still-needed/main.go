// Command shop is clean because each finding is kept quiet, and each ignore by a finding.
// run: skip it panics, as the ignore of route-conflict knows
package main

import (
	"log"
	"net/http"

	// The finding is at the listener; the import is one of its places.
	_ "net/http/pprof" //muxray:ignore pprof-exposed -- the cluster's policy closes these ports

	_ "example.com/shop/internal/debug"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/a/{x}", nothing)
	// Above the line, in a list, and the list on two lines.
	//muxray:ignore route-conflict -- never built with Go 1.22: the image is pinned
	//muxray:ignore guard-bypassed,invalid-pattern -- not here either // want [unused-ignore] "`guard-bypassed`" [unused-ignore] "`invalid-pattern`"
	// And more to read.
	mux.HandleFunc("/a/{y}", nothing)
	go serve()
	log.Fatal(http.ListenAndServe(
		":8080",
		nil,
	))
}

func nothing(http.ResponseWriter, *http.Request) {}

// serve drops an error.
//
//muxray:ignore listen-error-ignored -- of the line below, which only declares // want [unused-ignore] "`listen-error-ignored`"
func serve() {
	http.ListenAndServe( // muxray:ignore listen-error-ignored -- a blank is allowed
		"127.0.0.1:6061", http.NewServeMux())
}
