// run:
// run: worker
package main

import (
	"log"
	"net/http"
	"os"
)

func worker() error {
	http.HandleFunc("/healthz", http.NotFound)
	return http.ListenAndServe("127.0.0.1:8081", nil)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "worker" {
		check(worker())
	}
	http.HandleFunc("/healthz", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
