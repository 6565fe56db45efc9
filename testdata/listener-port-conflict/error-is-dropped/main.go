// The profiles "silently never start" (autobrr#2044): the port is taken, and nobody looks.
package main

import (
	"log"
	"net/http"
)

func main() {
	started := make(chan struct{})
	go func() {
		close(started)
		log.Fatal(http.ListenAndServe(":6060", http.NotFoundHandler()))
	}()
	<-started
	http.ListenAndServe("127.0.0.1:6060", http.NotFoundHandler()) // want [listener-port-conflict error] ":6060" [listen-error-ignored] "127.0.0.1:6060"
}
