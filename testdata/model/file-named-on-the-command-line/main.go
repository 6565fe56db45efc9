// Clean: the argument names the other file, which nobody builds otherwise.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
