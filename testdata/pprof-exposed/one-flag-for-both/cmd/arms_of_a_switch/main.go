package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	mode := flag.String("mode", "production", "")
	flag.Parse()
	var addr string
	var handler http.Handler
	switch *mode {
	case "development":
		addr, handler = "127.0.0.1:7127", http.DefaultServeMux
	default:
		addr, handler = ":7127", http.NewServeMux()
	}
	log.Fatal(http.ListenAndServe(addr, handler))
}
