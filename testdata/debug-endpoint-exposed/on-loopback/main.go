// Clean: only this machine can ask.
package main

import (
	_ "expvar"
	"log"
	"net/http"
)

func main() {
	log.Fatal(http.ListenAndServe("localhost:8080", nil))
}
