// Clean: plain or TLS, never both.
// run: -
// run: -tls
package main

import (
	"flag"
	"log"
	"net/http"
)

func main() {
	secure := flag.Bool("tls", false, "serve TLS")
	flag.Parse()
	server := &http.Server{Addr: ":8443", Handler: http.NotFoundHandler()}
	if *secure {
		log.Fatal(server.ListenAndServeTLS("cert.pem", "key.pem"))
	} else {
		log.Fatal(server.ListenAndServe())
	}
}
