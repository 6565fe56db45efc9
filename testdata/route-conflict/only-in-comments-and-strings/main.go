// Clean: a program that writes programs. http.HandleFunc("/x", h) in a comment and in
// a string registers nothing.
package main

import (
	"log"
	"net/http"
	"os"
)

const generated = `package main

import "net/http"

func main() {
	http.HandleFunc("/x", http.NotFound)
	http.HandleFunc("/x", http.NotFound)
}
`

func main() {
	// http.HandleFunc("/x", http.NotFound)
	http.HandleFunc("/x", http.NotFound)
	if _, err := os.Stdout.WriteString(generated); err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
