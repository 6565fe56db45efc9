// Clean: nothing in this program links net/http/pprof.
package main

import (
	"log"
	"net/http"
	"runtime/pprof"
)

func main() {
	http.HandleFunc("/debug/pprof/heap", func(w http.ResponseWriter, r *http.Request) {
		_ = pprof.WriteHeapProfile(w)
	})
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
