// The local holds one, and then the other.
package main

import "net/http"

func main() {
	run := api
	run()
	run = worker
	run()
}

func api() { http.HandleFunc("/", http.NotFound) }

func worker() {
	http.HandleFunc("/", http.NotFound) // want [route-conflict] "/ matches the same requests as /"
}
