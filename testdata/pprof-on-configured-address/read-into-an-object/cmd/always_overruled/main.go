// What is read is written over: this machine only.
// run: CONFIG={"Port":":7208"}
package main

import (
	"encoding/json"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

type config struct{ Port, Key string }

func main() {
	cfg := &config{}
	if err := json.Unmarshal([]byte(os.Getenv("CONFIG")), cfg); err != nil {
		log.Fatal(err)
	}
	cfg.Port = "127.0.0.1:7208"
	log.Fatal(http.ListenAndServe(cfg.Port, nil))
}
