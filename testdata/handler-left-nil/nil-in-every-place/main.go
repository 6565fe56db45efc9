// persona: pedantic
// A call, a call over several lines, a server with fields and one without: none of them says what it serves.
package main

import (
	"log"
	web "net/http"
)

func main() {
	web.HandleFunc("/", web.NotFound)
	failed := make(chan error)
	go func() { failed <- web.ListenAndServe("127.0.0.1:8081", nil) }() // want [handler-left-nil note] "127.0.0.1:8081" [default-mux-served] "127.0.0.1:8081"
	go func() {
		failed <- web.ListenAndServe( // want [handler-left-nil] "127.0.0.1:8082" [default-mux-served] "127.0.0.1:8082"
			"127.0.0.1:8082",
			nil,
		)
	}()
	server := &web.Server{
		Addr: "127.0.0.1:8083", // Local.
	}
	go func() { failed <- server.ListenAndServe() }() // want [handler-left-nil] "127.0.0.1:8083" [default-mux-served] "127.0.0.1:8083"
	log.Fatal(<-failed)
}
