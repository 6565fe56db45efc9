// The program uses v2 of a library, its dependency still uses v1: both put
// /debug/perf on the default mux (torrent#974).
package main

import (
	"log"
	"net/http"

	"example.org/perf/v2" // want [route-conflict error] "/debug/perf"
	"example.org/torrent"
)

func main() {
	defer perf.Start("main")()
	torrent.Add("ubuntu")
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
