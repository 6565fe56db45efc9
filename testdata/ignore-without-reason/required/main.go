// Command shop must say why: its configuration demands it.
// run: -
// served: :6060
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	//muxray:ignore listen-error-ignored // want [ignore-without-reason warning] "the configuration demands a reason"
	go http.ListenAndServe("127.0.0.1:8080", http.NewServeMux())
	log.Fatal(http.ListenAndServe(":6060", nil))
}
