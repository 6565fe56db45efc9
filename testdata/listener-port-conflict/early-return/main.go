// Clean: who serves the page never comes to the API.
// run: -
// run: page
package main

import (
	"log"
	"net/http"
	"os"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == "page" {
		log.Print(http.ListenAndServe(":8080", http.FileServer(http.Dir("."))))
		return
	}
	log.Fatal(http.ListenAndServe(":8080", http.NotFoundHandler()))
}
