// A variable holds one of two functions that listen.
package main

import (
	"log"
	"net/http"
	"os"
)

func main() {
	srv := &http.Server{Addr: "127.0.0.1:18808", Handler: http.NewServeMux()}
	serve := srv.ListenAndServe
	if cert := os.Getenv("CERT"); cert != "" {
		serve = func() error { return srv.ListenAndServeTLS(cert, cert) }
	}
	log.Fatal(serve())
}
