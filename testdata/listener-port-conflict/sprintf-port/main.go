// Formatted, the port is the other literal's.
package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
)

const port = 8080

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(fmt.Sprintf(":%d", port), http.NotFoundHandler()) }()
	go func() { failed <- http.ListenAndServe(net.JoinHostPort("127.0.0.1", "8080"), http.NotFoundHandler()) }() // want [listener-port-conflict error] ":8080"
	log.Fatal(<-failed)
}
