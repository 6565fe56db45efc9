package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	host := flag.String("host", "*", "* for all")
	flag.Parse()
	addr := *host
	if addr == "*" {
		addr = ""
	}
	log.Fatal(http.ListenAndServe(addr+":9876", nil)) // want [pprof-exposed @staropp] ":9876"
}
