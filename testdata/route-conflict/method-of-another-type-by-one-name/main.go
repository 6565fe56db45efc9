// Clean: both packages have a NewReporter that registers the path; only that of the own configuration is ever called.
package main

import (
	"log"
	"net/http"

	"example.com/method-of-another-type-by-one-name/own"
)

func main() {
	c := own.Configuration{Path: "/metrics"}
	if err := c.NewReporter(); err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
