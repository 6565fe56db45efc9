package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

func addr() string {
	if os.Getenv("PUBLIC") != "" {
		return "0.0.0.0:6060"
	}
	return "127.0.0.1:6060"
}

func main() { log.Fatal(http.ListenAndServe(addr(), nil)) }
