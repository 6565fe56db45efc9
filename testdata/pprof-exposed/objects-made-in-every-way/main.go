// A method runs whose object is made in whatever way: each of these serves.
package main

import (
	"encoding/json"
	"log"
	_ "net/http/pprof"
	"strings"

	"example.com/objects-made-in-every-way/parts"
)

func main() {
	failed := make(chan error)
	serve := func(s parts.Server) { go func() { failed <- s.Serve() }() }
	serve(parts.All().Part())
	serve(parts.Made[parts.Generic]())
	serve(parts.Word("on"))
	serve(parts.FirstOf)
	var decoded parts.Decoded
	if err := json.NewDecoder(strings.NewReader(`{"inner":{}}`)).Decode(&decoded); err != nil {
		log.Fatal(err)
	}
	serve(decoded.Inner)
	start := new(parts.Bound).Serve
	go func() { failed <- start() }()
	for _, part := range parts.List {
		serve(part)
	}
	log.Fatal(<-failed)
}
