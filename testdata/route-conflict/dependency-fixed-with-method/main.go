// Clean: from v0.1.8 on godeltaprof asks for the Go release and registers with the
// method GET, which is more specific than pprof's own GET /debug/pprof/.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	_ "github.com/grafana/pyroscope-go/godeltaprof/http/pprof"
)

func main() {
	log.Fatal(http.ListenAndServe("127.0.0.1:12345", nil))
}
