// Clean: the import has a method since Go 1.23.
// /debug/vars beside the import of expvar, with go 1.23 in go.mod.
package main

import (
	"expvar"
	"log"
	"net/http"
)

func main() {
	http.Handle("/debug/vars", expvar.Handler())
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
