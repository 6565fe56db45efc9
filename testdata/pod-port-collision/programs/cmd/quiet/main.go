// The same port, at another address: Linux gives it to both.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
)

func main() {
	log.Fatal(http.ListenAndServe("[::1]:6060", nil))
}
