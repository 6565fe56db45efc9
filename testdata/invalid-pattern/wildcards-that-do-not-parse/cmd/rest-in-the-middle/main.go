// {x...} belongs at the end.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/files/{path...}/raw", http.NotFound) // want [invalid-pattern error] "/files/{path...}/raw"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
