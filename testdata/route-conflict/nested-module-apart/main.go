// Clean: the nested module is another program, with a pprof import of its own.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/debug/pprof/cmdline", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
