// A switch and a map decide: the widest of what may be counts.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

var names = map[string]string{
	"public": ":7201",
	"local":  "127.0.0.1:7202",
}

func main() {
	failed := make(chan error)
	var address string
	switch os.Getenv("STAGE") {
	case "production":
		address = "127.0.0.1:7203"
	default:
		address = ":7204"
	}
	go func() { failed <- http.ListenAndServe(address, nil) }() // want [pprof-exposed] ":7204"
	go func() { failed <- http.ListenAndServe(names["local"], nil) }()
	go func() { failed <- http.ListenAndServe(names["public"], nil) }() // want [pprof-exposed] ":7201"
	log.Fatal(<-failed)
}
