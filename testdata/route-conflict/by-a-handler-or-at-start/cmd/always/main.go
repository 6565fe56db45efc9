// What is registered at every start is registered once more by the function that another one calls.
package main

import (
	"log"
	"net/http"
)

var mux = http.NewServeMux()

func register(path string) {
	mux.HandleFunc(path, http.NotFound) // want [route-conflict] "/dns-query"
}

func each(visit func(path string)) {
	for _, path := range []string{"/dns-query"} {
		visit(path)
	}
}

func main() {
	register("/dns-query")
	each(register)
	log.Fatal(http.ListenAndServe("127.0.0.1:8081", mux))
}
