package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

const debugAddress = "127.0.0.1:6060"

func main() {
	go func() { log.Fatal(http.ListenAndServe(debugAddress, nil)) }()
	log.Fatal(http.ListenAndServe(":8080", http.NotFoundHandler()))
}
