// Clean: two programs share a library and the patterns, never a process.
package main

import (
	"log"
	"net/http"

	"example.com/two-programs-of-one-module/web"
)

func main() {
	web.Register()
	http.HandleFunc("/", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
