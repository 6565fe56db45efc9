package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	all := flag.Bool("all", false, "listen on all interfaces")
	flag.Parse()
	host := "127.0.0.1"
	if *all {
		host = "0.0.0.0"
	}
	log.Fatal(http.ListenAndServe(host+":6060", nil))
}
