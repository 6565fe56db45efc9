// Clean: a profile that has ended when the server starts.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"github.com/pkg/profile"
)

func main() {
	warmUp()
	log.Println(http.ListenAndServe("127.0.0.1:6060", nil))
}

func warmUp() {
	defer profile.Start(profile.CPUProfile).Stop()
}
