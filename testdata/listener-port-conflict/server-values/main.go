// The addresses are fields of two servers, one of them set later; TLS makes no difference.
package main

import (
	"log"
	"net/http"
)

func main() {
	plain := &http.Server{Addr: ":8443", Handler: http.NotFoundHandler()}
	var secure http.Server
	secure.Addr = "0.0.0.0:8443"
	secure.Handler = http.NotFoundHandler()
	failed := make(chan error)
	go func() { failed <- plain.ListenAndServe() }()
	go func() { failed <- secure.ListenAndServeTLS("cert.pem", "key.pem") }() // want [listener-port-conflict error] ":8443"
	log.Fatal(<-failed)
}
