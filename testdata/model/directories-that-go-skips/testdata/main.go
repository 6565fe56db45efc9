package main

import "net/http"

func main() {
	http.HandleFunc("/", http.NotFound)
	http.HandleFunc("/", http.NotFound)
	http.ListenAndServe(":8080", nil)
}
