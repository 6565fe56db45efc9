// Clean: what does not begin with a slash is completed before it is registered.
package main

import (
	"log"
	"net/http"
)

const base = "/base"

func handle(pattern string) {
	if len(pattern) == 0 || pattern[0] != '/' {
		pattern = base + "/" + pattern
	}
	http.HandleFunc(pattern, http.NotFound)
}

func main() {
	handle("")
	handle("api")
	handle("/metrics")
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
