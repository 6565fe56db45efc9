// The go line admits old compilers; what the newest would do does not help them.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"time"
)

func main() {
	s := new(http.Server)
	s.Addr = "localhost:6060"
	s.WriteTimeout = 15 * time.Second
	log.Fatal(s.ListenAndServe()) // want [profile-exceeds-write-timeout] "/debug/pprof/profile"
}
