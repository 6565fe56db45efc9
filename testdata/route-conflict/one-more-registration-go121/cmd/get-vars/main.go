// GET /debug/vars beside the import of expvar, with go 1.21 in go.mod.
package main

import (
	"expvar"
	"log"
	"net/http"
)

func main() {
	http.Handle("GET /debug/vars", expvar.Handler()) // want [route-conflict-after-upgrade warning E123] "GET /debug/vars" [pattern-needs-go122 warning] "GET /debug/vars"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
