// The helper stops another server.
package main

import (
	"log"
	"net/http"
	"time"
)

func stop(server *http.Server) {
	if err := server.Close(); err != nil {
		log.Println(err)
	}
}

func main() {
	setup := &http.Server{Addr: "127.0.0.1:18714", Handler: http.NotFoundHandler()}
	other := &http.Server{Addr: "127.0.0.1:18715", Handler: http.NotFoundHandler()}
	go func() { log.Println(setup.ListenAndServe()) }()
	go func() { log.Println(other.ListenAndServe()) }()
	time.Sleep(100 * time.Millisecond)
	stop(other)
	log.Fatal(http.ListenAndServe("127.0.0.1:18714", http.NotFoundHandler())) // want [listener-port-conflict @stops_other] "18714"
}
