// Without an option that says anything else it is the CPU that github.com/pkg/profile profiles.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"github.com/pkg/profile"
)

func main() {
	defer profile.Start(profile.CPUProfile, profile.ProfilePath(".")).Stop() // want [cpu-profile-taken warning] "`/debug/pprof/profile` answers with status 500"
	log.Println(http.ListenAndServe("127.0.0.1:6060", nil))
}
