// No file is read.
// run: -
package main

import (
	"log"
	"net/http"
)

type config struct{ Web, Admin string }

func main() {
	cfg := &config{Web: "127.0.0.1:7244", Admin: "127.0.0.1:7244"}
	go func() { log.Fatal(http.ListenAndServe(cfg.Admin, http.NotFoundHandler())) }()
	log.Fatal(http.ListenAndServe(cfg.Web, http.NotFoundHandler())) // want [listener-port-conflict error] "127.0.0.1:7244"
}
