// Typed constants of another package, converted and formatted.
package main

import (
	"fmt"
	"log"
	"net/http"
	_ "net/http/pprof"
	"strconv"

	"example.com/values/conf"
)

func main() {
	failed := make(chan error)
	go func() { failed <- http.ListenAndServe(":"+strconv.Itoa(int(conf.Public)), nil) }() // want [pprof-exposed] ":7101"
	go func() { failed <- http.ListenAndServe(fmt.Sprintf("%s%s%d", conf.Here, conf.Colon, conf.Local), nil) }()
	log.Fatal(<-failed)
}
