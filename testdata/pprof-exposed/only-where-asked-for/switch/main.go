package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

func addr(env string) string {
	switch env {
	case "prod":
		return "0.0.0.0:6060"
	default:
		return "127.0.0.1:6060"
	}
}

func main() {
	log.Fatal(http.ListenAndServe(addr(os.Getenv("ENV")), nil))
}
