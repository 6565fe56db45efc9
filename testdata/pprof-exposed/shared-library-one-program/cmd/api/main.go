// The library listens for both programs; only this one links pprof.
package main

import (
	"log"
	_ "net/http/pprof"

	"example.com/shared-library-one-program/server"
)

func main() {
	log.Fatal(server.Run())
}
