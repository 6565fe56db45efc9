// run: skip it opens what its standard input says
package main

import (
	"encoding/json"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

type config struct {
	Addr string
	Open bool
}

func main() {
	c := config{Addr: ":7144"}
	if err := json.NewDecoder(os.Stdin).Decode(&c); err != nil {
		log.Print(err)
	}
	if c.Open {
		log.Fatal(http.ListenAndServe(c.Addr, nil)) // want [pprof-exposed] ":7144"
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:7144", nil))
}
