// Clean: the file with the import is built for Windows only.
package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/", http.NotFound)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
