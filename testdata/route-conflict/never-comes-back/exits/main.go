// run:
// run: worker
package main

import (
	"log"
	"net/http"
	"os"
)

func worker() {
	http.HandleFunc("/healthz", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8081", nil))
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "worker" {
		worker()
	}
	http.HandleFunc("/healthz", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
