// Command shop is clean: the rules that its ignores name did not run, so nobody knows whether they are needed.
// lint: --select route-conflict,unused-ignore ./...
// served: :6060
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	//muxray:ignore pprof-exposed -- one that would be needed
	go log.Print(http.ListenAndServe(":6060", nil))
	//muxray:ignore listen-error-ignored -- one that would not
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", http.NewServeMux()))
}
