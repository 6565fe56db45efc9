// A dot import leaves no package name in front of the call.
package main

import (
	"log"
	. "net/http"
)

func hello(w ResponseWriter, r *Request) {}

func main() {
	HandleFunc("/hello/{name}", hello)
	HandleFunc("/hello/{who}", hello) // want [route-conflict] "/hello/{who}" "/hello/{name}"
	log.Fatal(ListenAndServe("127.0.0.1:8080", nil))
}
