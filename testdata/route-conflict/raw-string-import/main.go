// An import path may be a raw string, and a pattern too.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	http.HandleFunc(`/debug/pprof/cmdline`, func(w http.ResponseWriter, r *http.Request) {}) // want [route-conflict] "/debug/pprof/cmdline"
	log.Fatal(http.ListenAndServe(`127.0.0.1:6060`, nil))
}
