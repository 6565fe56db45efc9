// A fork of golang.org/x/net is linked beside the original: both register
// /debug/requests in their init (gddo#523, etcd#9731, kubo#5034).
package main

import (
	"log"
	"net/http"

	forktrace "github.com/fork/net/trace"
	"golang.org/x/net/trace" // want [route-conflict error] "/debug/requests"
)

func main() {
	forktrace.New("start")
	trace.New("start")
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", nil))
}
