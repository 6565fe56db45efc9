// The local holds one of two.
package main

import (
	"log"
	"net/http"
	"os"
)

func main() {
	run := api
	if os.Getenv("ROLE") == "worker" {
		run = worker
	}
	run()
	log.Fatal(http.ListenAndServe("127.0.0.1:18093", nil))
}

func api()    { http.HandleFunc("/", http.NotFound) }
func worker() { http.HandleFunc("/", http.NotFound) }
