// The toolchain line picks the compiler; the mux goes by the go line.
package main

import (
	"log"
	"net/http"
)

const prefix = "/v1"

func main() {
	http.HandleFunc("DELETE "+prefix+"/users/{id}", http.NotFound) // want [pattern-needs-go122] "DELETE /v1/users/{id}"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
