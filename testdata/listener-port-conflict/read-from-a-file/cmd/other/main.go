// They have two.
// run: CONFIG={}
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
)

type config struct{ Web, Admin string }

func main() {
	cfg := &config{Web: "127.0.0.1:7242", Admin: "127.0.0.1:7243"}
	if err := json.Unmarshal([]byte(os.Getenv("CONFIG")), cfg); err != nil {
		log.Fatal(err)
	}
	go func() { log.Fatal(http.ListenAndServe(cfg.Admin, http.NotFoundHandler())) }()
	log.Fatal(http.ListenAndServe(cfg.Web, http.NotFoundHandler()))
}
