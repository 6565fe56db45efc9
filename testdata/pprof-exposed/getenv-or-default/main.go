// The environment may say something else; without it these are the addresses.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

func getenv(name, fallback string) string {
	if value, ok := os.LookupEnv(name); ok {
		return value
	}
	return fallback
}

func main() {
	address := os.Getenv("ADDRESS")
	if address == "" {
		address = ":8080"
	}
	debug := os.Getenv("DEBUG_ADDRESS")
	if debug == "" {
		debug = "127.0.0.1:6060"
	}
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(address, nil) }()                       // want [pprof-exposed] ":8080"
	go func() { failed <- http.ListenAndServe(getenv("ADMIN", ":8081"), nil) }()      // want [pprof-exposed] ":8081"
	go func() { failed <- http.ListenAndServe(debug, nil) }()                         // Loopback, unless told otherwise.
	go func() { failed <- http.ListenAndServe(getenv("X", "localhost:6061"), nil) }() // Loopback, unless told otherwise.
	log.Fatal(<-failed)
}
