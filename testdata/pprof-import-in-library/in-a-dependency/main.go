// Clean: what dependencies import is not for this module to change; the listener is local.
package main

import (
	"log"
	"net/http"

	"example.org/diag"
	"example.org/pool"
)

func main() {
	diag.Start()
	pool.New()
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
