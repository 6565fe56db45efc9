// /debug/vars beside the import of expvar, with go 1.22 in go.mod.
package main

import (
	"expvar"
	"log"
	"net/http"
)

func main() {
	http.Handle("/debug/vars", expvar.Handler()) // want [route-conflict error E122] "/debug/vars"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
