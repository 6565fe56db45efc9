// Clean: the handler is looked up at run time; it may well be the default mux.
// run: HANDLER=default
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
	"strings"
)

var handlers = map[string]func() http.Handler{
	"none":    http.NotFoundHandler,
	"default": func() http.Handler { return http.DefaultServeMux },
}

func main() {
	name := strings.ToLower(os.Getenv("HANDLER"))
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", handlers[name]()))
}
