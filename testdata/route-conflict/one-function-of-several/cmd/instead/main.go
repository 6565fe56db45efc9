// Where none is named, one is called at once.
package main

import (
	"log"
	"net/http"
	"os"
)

func main() {
	run, ok := map[string]func() error{"api": api, "worker": worker}[os.Getenv("ROLE")]
	if !ok {
		log.Fatal(api())
	}
	log.Fatal(run())
}

func api() error {
	return http.ListenAndServe("127.0.0.1:18093", http.NotFoundHandler())
}

func worker() error {
	return http.ListenAndServe("127.0.0.1:18093", http.NotFoundHandler())
}
