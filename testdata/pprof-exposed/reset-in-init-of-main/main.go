// Clean: the reset in init of main comes after the imports' inits.
package main

import (
	"log"
	"net/http"

	"example.com/reset-in-init-of-main/debug"
)

func init() {
	http.DefaultServeMux = http.NewServeMux()
}

func main() {
	go func() { log.Fatal(debug.Serve()) }()
	log.Fatal(http.ListenAndServe(":8080", nil))
}
