// The program ends without a word, and with exit code 0.
package main

import "net/http"

func main() {
	http.HandleFunc("/", http.NotFound)
	http.ListenAndServe("127.0.0.1:8080", nil) // want [listen-error-ignored] "127.0.0.1:8080"
}
