// A decoder fills the variable: its fields are what the file says, and not empty. What is set after that holds.
// run: skip it wants a file
package main

import (
	"encoding/json"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

type options struct{ Public, Debug string }

var opt options

func main() {
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	if err := json.Unmarshal(text, &opt); err != nil {
		log.Fatal(err)
	}
	opt.Debug = "127.0.0.1:6060"
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(opt.Public, nil) }() // want [pprof-on-configured-address] "configuration"
	go func() { failed <- http.ListenAndServe(opt.Debug, nil) }()
	log.Fatal(<-failed)
}
