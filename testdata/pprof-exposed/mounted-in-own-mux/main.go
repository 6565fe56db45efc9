// The default mux hangs below /debug/ of the mux that is served.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/", http.NotFound)
	mux.Handle("/debug/", http.DefaultServeMux)
	log.Fatal(http.ListenAndServe(":8080", mux)) // want [pprof-exposed] ":8080"
}
