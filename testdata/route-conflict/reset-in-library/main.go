// Clean: the library imports pprof and resets the mux in its own init, which runs
// after pprof's and before main.
package main

import (
	"log"
	"net/http"

	_ "example.com/reset-in-library/quiet"
)

func main() {
	http.HandleFunc("/debug/pprof/cmdline", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
