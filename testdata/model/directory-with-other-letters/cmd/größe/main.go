// Clean: directories are named as their authors speak.
package main

import (
	"log"
	"net/http"

	"example.com/directory-with-other-letters/intern"
)

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", intern.Größe()))
}
