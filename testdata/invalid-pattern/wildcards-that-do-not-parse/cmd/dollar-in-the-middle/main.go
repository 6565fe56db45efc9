// {$} belongs at the end.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/a/{$}/b", http.NotFound) // want [invalid-pattern error] "/a/{$}/b"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
