// The new mux comes behind the registration that meets the import's.
package main

import (
	"expvar"
	"log"
	"net/http"
)

var own http.ServeMux

func init() {
	http.Handle("GET /debug/vars", expvar.Handler()) // want [route-conflict] "/debug/vars"
	http.DefaultServeMux = &own
	http.Handle("/debug/vars", expvar.Handler())
}

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
