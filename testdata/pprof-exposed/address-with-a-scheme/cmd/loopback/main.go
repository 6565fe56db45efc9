// The same of an address of this machine only.
// run: -
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"strings"
)

func main() {
	const endpoint = "tcp://127.0.0.1:7283"
	log.Fatal(http.ListenAndServe(strings.TrimPrefix(endpoint, "tcp://"), nil))
}
