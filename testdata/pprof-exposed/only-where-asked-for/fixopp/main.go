package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
	"strings"
)

func main() {
	listen := flag.String("listen", "6060", "[host:]port")
	flag.Parse()
	addr := *listen
	if !strings.Contains(addr, ":") {
		addr = ":" + addr
	}
	log.Fatal(http.ListenAndServe(addr, nil)) // want [pprof-exposed @fixopp] ":6060"
}
