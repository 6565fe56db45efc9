// Clean: the defaults differ, whatever arguments may do.
package main

import (
	"flag"
	"log"
	"net/http"
)

func main() {
	api := flag.String("api", ":8080", "address of the API")
	web := flag.String("web", ":8081", "address of the pages")
	flag.Parse()
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(*api, http.NotFoundHandler()) }()
	go func() { failed <- http.ListenAndServe(*web, http.NotFoundHandler()) }()
	log.Fatal(<-failed)
}
