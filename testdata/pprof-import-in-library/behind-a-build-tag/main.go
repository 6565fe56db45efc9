// Clean: the library imports it only when it is built for profiling, and in its tests.
package main

import (
	"log"
	"net/http"

	"example.com/behind-a-build-tag/pool"
)

func main() {
	pool.New()
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
