// Clean: nothing in this program calls the function that would register again.
package main

import (
	"log"
	"net/http"

	"example.com/function-never-called/debug"
)

func legacyRoutes() {
	http.HandleFunc("/status", http.NotFound)
}

func main() {
	http.HandleFunc("/status", http.NotFound)
	http.HandleFunc("/debug/level", debug.Level)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
