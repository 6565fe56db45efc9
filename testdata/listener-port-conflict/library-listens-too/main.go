// The library starts a server of its own, on the port that main wants.
package main

import (
	"log"
	"net/http"

	"example.com/library-listens-too/debug"
)

func main() {
	debug.Start()
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", http.NotFoundHandler())) // want [listener-port-conflict] ":6060"
}
