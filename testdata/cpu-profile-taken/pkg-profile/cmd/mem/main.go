// Clean: a profile of the memory.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"github.com/pkg/profile"
)

func main() {
	defer profile.Start(profile.MemProfile, profile.ProfilePath(".")).Stop()
	log.Println(http.ListenAndServe("127.0.0.1:6060", nil))
}
