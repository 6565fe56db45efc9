// Clean: a ListenAndServe of the program's own that logs by itself returns nothing.
package main

import (
	"log"
	"net/http"
)

type daemon struct{ address string }

func (d daemon) ListenAndServe() {
	if err := http.ListenAndServe(d.address, http.NotFoundHandler()); err != nil {
		log.Fatal(err)
	}
}

func main() {
	go daemon{"127.0.0.1:8081"}.ListenAndServe()
	daemon{"127.0.0.1:8080"}.ListenAndServe()
}
