// Clean for the regular persona: nothing is on the default mux but what the program
// put there.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/", http.NotFound)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
