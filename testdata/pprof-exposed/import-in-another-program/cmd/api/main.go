// Clean: this program does not link pprof, the other one does and is local.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/", http.NotFound)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
