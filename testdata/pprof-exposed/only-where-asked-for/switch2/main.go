package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

func main() {
	var addr string
	switch os.Getenv("ENV") {
	case "production", "staging":
		addr = ":6060"
	case "ci":
		addr = ":0"
	default:
		addr = "127.0.0.1:6060"
	}
	log.Fatal(http.ListenAndServe(addr, nil))
}
