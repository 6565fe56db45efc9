// Clean: which profile it is stands in a variable.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"

	"github.com/pkg/profile"
)

func main() {
	kind := profile.CPUProfile
	if len(os.Args) < 2 {
		kind = profile.MemProfile
	}
	defer profile.Start(kind).Stop()
	log.Println(http.ListenAndServe("127.0.0.1:6060", nil))
}
