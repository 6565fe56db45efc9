// A function that takes the struct's own type is read: it leaves the field empty.
package main

import (
	"log"
	"net/http"
)

type config struct {
	name  string
	route string
}

func fill(c *config) { c.name = "shop" }

func main() {
	var c config
	fill(&c)
	mux := http.NewServeMux()
	mux.HandleFunc(c.route, http.NotFound) // want [invalid-pattern] "invalid pattern"
	log.Fatal(http.ListenAndServe("127.0.0.1:8081", mux))
}
