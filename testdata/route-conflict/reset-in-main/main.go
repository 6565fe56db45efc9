// Clean: the reset throws away what the imports registered.
package main

import (
	"log"
	"net/http"
	"net/http/pprof"
)

func main() {
	http.DefaultServeMux = http.NewServeMux()
	http.HandleFunc("/debug/pprof/", pprof.Index)
	http.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
	http.HandleFunc("/debug/pprof/profile", pprof.Profile)
	http.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	http.HandleFunc("/debug/pprof/trace", pprof.Trace)
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
