// GET /debug/vars beside the import of expvar, with go 1.23 in go.mod.
package main

import (
	"expvar"
	"log"
	"net/http"
)

func main() {
	http.Handle("GET /debug/vars", expvar.Handler()) // want [route-conflict error] "GET /debug/vars"
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
