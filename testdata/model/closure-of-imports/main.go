// Clean: the default mux is local. The chain main -> a -> b -> net/http/pprof is what
// the route table shows, with the init of b.
package main

import (
	"log"
	"net/http"

	"example.com/closure-of-imports/a"
)

func main() {
	a.Start()
	http.HandleFunc("POST /jobs", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
