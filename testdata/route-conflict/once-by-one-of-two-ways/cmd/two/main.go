// Two of them, each called once.
package main

import (
	"log"
	"net/http"
	"sync"
)

var first, second sync.Once

func main() {
	mux := http.NewServeMux()
	first.Do(func() { mux.Handle("/", http.NotFoundHandler()) })
	second.Do(func() { mux.HandleFunc("/", http.NotFound) }) // want [route-conflict] "/ matches the same requests as /"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
