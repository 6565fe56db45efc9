// What is handed on is called there.
package main

import (
	"log"
	"net/http"
)

func timed(name string, run func()) {
	log.Print(name)
	run()
}

func main() {
	timed("one", func() { http.HandleFunc("/", http.NotFound) })
	timed("two", func() {
		http.HandleFunc("/", http.NotFound) // want [route-conflict] "/ matches the same requests as /"
	})
}
