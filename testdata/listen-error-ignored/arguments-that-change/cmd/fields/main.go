// What a go statement is given is evaluated at once: a field, a variable or a call may give something else when the goroutine runs.
package main

import (
	"net/http"
)

type config struct{ addr string }

var global = "127.0.0.1:18311"

func next() string { return "127.0.0.1:18313" }

func main() {
	c := config{addr: "127.0.0.1:18312"}
	go http.ListenAndServe(c.addr, http.NotFoundHandler())  // want [listen-error-ignored] "has failed"
	go http.ListenAndServe(global, nil)                     // want [listen-error-ignored] "has failed"
	go http.ListenAndServe(next(), http.HandlerFunc(serve)) // want [listen-error-ignored] "has failed"
	c.addr = "127.0.0.1:18314"
	global = "127.0.0.1:18315"
	select {}
}

func serve(http.ResponseWriter, *http.Request) {}
