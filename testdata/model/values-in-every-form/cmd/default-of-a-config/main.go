// Fields that a Default function sets, joined by a method; one section is a value, the other a pointer.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"example.com/values/conf"
)

func main() {
	c := conf.Default()
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(c.HTTP.Address(), nil) }() // want [pprof-exposed] ":7121"
	go func() { failed <- http.ListenAndServe(c.Debug.Address(), nil) }()
	log.Fatal(<-failed)
}
