// Clean: the import stands in a test file, which is not part of the program.
package main

import (
	"log"
	"net/http"
)

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", http.NotFoundHandler()))
}
