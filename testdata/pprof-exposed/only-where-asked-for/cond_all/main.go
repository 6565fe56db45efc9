package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	bind := flag.String("bind", "127.0.0.1", "address")
	all := flag.Bool("all", false, "listen on all interfaces")
	flag.Parse()
	if *all {
		*bind = "0.0.0.0"
	}
	log.Fatal(http.ListenAndServe(*bind+":6060", nil))
}
