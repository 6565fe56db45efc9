// A literal closes the server, and is called at once.
package main

import (
	"log"
	"net/http"
	"time"
)

func main() {
	a := &http.Server{Addr: "127.0.0.1:18096", Handler: http.NotFoundHandler()}
	go func() { log.Print(a.ListenAndServe()) }()
	time.Sleep(50 * time.Millisecond)
	func() { defer a.Close() }()
	b := &http.Server{Addr: "127.0.0.1:18096", Handler: http.NotFoundHandler()}
	log.Fatal(b.ListenAndServe())
}
