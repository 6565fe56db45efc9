// The reset stands behind the second registration: it comes too late.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/a", http.NotFound)
	http.HandleFunc("/a", http.NotFound) // want [route-conflict] "/a"
	http.DefaultServeMux = http.NewServeMux()
	http.HandleFunc("/a", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
