// Clean: a package of this name that is another one.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"example.com/shop/cmd/own/pprof"
)

func main() {
	pprof.StartCPUProfile()
	defer pprof.StopCPUProfile()
	log.Println(http.ListenAndServe("127.0.0.1:6060", nil))
}
