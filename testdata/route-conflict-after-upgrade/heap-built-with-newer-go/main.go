// Built with Go 1.22 it starts; with 1.23 the import's GET /debug/pprof/ has more
// general paths and fewer methods than this route.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	http.Handle("/debug/pprof/heap", pprof.Handler("heap")) // want [route-conflict-after-upgrade warning E123] "/debug/pprof/heap" "1.23"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
