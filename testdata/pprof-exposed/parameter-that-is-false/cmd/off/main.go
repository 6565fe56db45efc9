// Clean: this program never starts it.
package main

import (
	"log"
	"net/http"

	"example.com/parameter/debug"
)

func main() {
	debug.Start(false)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", http.NewServeMux()))
}
