// The import was meant to give profiles; the only listener serves another mux
// (node-problem-detector#828, syzkaller#3235).
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof" // want [pprof-unserved note] "net/http/pprof"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/", http.NotFound)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
