// persona: pedantic
// By name it is the same mux, and wrapped it is too.
package main

import (
	"log"
	"net/http"
	"time"
)

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe("127.0.0.1:8081", http.DefaultServeMux) }() // want [default-mux-served] "127.0.0.1:8081"
	late := http.TimeoutHandler(http.DefaultServeMux, time.Second, "late")
	go func() { failed <- http.ListenAndServe("127.0.0.1:8082", late) }() // want [default-mux-served] "127.0.0.1:8082"
	log.Fatal(<-failed)
}
