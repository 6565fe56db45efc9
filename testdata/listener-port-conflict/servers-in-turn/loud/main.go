// Another server is shut down; and who calls a function in the background does not wait for it.
package main

import (
	"context"
	"log"
	"net/http"
	"time"
)

func setUp() {
	log.Println(http.ListenAndServe("127.0.0.1:18491", http.NotFoundHandler()))
}

func main() {
	go setUp()
	first := &http.Server{Addr: "127.0.0.1:18492", Handler: http.NotFoundHandler()}
	other := &http.Server{Addr: "127.0.0.1:18493", Handler: http.NotFoundHandler()}
	go func() { log.Println(first.ListenAndServe()) }()
	time.Sleep(50 * time.Millisecond)
	_ = other.Shutdown(context.Background())
	defer func() { _ = first.Shutdown(context.Background()) }()
	log.Println(http.ListenAndServe("127.0.0.1:18492", http.NotFoundHandler())) // want [listener-port-conflict @loud] "127.0.0.1:18492"
	log.Println(http.ListenAndServe("127.0.0.1:18491", http.NotFoundHandler())) // want [listener-port-conflict @loud] "127.0.0.1:18491"
}
