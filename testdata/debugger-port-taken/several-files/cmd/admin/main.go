package main

import (
	"flag"
	"log"
	"net/http"
)

var addr = flag.String("addr", ":9090", "where to listen")

func main() {
	flag.Parse()
	log.Fatal(http.ListenAndServe(*addr, http.NotFoundHandler()))
}
