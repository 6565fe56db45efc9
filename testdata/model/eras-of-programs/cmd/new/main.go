// Clean: the go line holds for this program, a directive for the other one.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
