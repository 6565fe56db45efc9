// Which port it takes, and whether it takes one at all, is said when it is started.
package main

import (
	"flag"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

var debugAddress = flag.String("debug", "127.0.0.1:6060", "where pprof is served")

func main() {
	flag.Parse()
	if len(os.Args) > 3 {
		go func() { log.Println(http.ListenAndServe("127.0.0.1:8080", http.NotFoundHandler())) }()
	}
	log.Fatal(http.ListenAndServe(*debugAddress, nil))
}
