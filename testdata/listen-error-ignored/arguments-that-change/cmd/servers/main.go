// The server of a field may be another one when the goroutine runs, the one of a local that is set once is the same.
package main

import "net/http"

type app struct{ server *http.Server }

func main() {
	a := &app{server: &http.Server{Addr: "127.0.0.1:18341", Handler: http.NotFoundHandler()}}
	go a.server.ListenAndServe() // want [listen-error-ignored] "has failed"
	local := &http.Server{Addr: "127.0.0.1:18342", Handler: http.NotFoundHandler()}
	go local.ListenAndServe() // want [listen-error-ignored] "has failed"
	local.Addr = "127.0.0.1:18342"
	select {}
}
