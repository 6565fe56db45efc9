// Which port it takes a variable says.
package main

import (
	"log"
	"net/http"
	"os"
)

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "40000"
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:"+port, http.NotFoundHandler()))
}
