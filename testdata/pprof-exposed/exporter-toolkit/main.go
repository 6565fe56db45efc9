// exporter-toolkit serves whatever server it is given; this one has no Handler.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"github.com/prometheus/exporter-toolkit/web"
)

func main() {
	addresses := []string{":9100"}
	server := &http.Server{}
	if err := web.ListenAndServe(server, &web.FlagConfig{WebListenAddresses: &addresses}); err != nil { // want [pprof-exposed] ":9100"
		log.Fatal(err)
	}
}
