// Clean: the deferred function sees the named result.
package main

import (
	"log"
	"net/http"
	"os"
)

func serve() (err error) {
	defer func() {
		if err != nil {
			log.Print(err)
		}
	}()
	return (&http.Server{Addr: "127.0.0.1:8080", Handler: http.NotFoundHandler()}).ListenAndServe()
}

func main() {
	if serve() != nil {
		os.Exit(1)
	}
}
