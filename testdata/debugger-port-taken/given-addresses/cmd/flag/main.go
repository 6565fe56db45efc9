// Where it listens a flag says.
package main

import (
	"flag"
	"log"
	"net/http"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:40000", "where to listen")
	flag.Parse()
	log.Fatal(http.ListenAndServe(*addr, http.NotFoundHandler()))
}
