// What cannot change is evaluated whenever that is: constants, functions, locals that are set once.
package main

import (
	"net/http"
)

const port = ":18321"

func main() {
	mux := http.NewServeMux()
	go http.ListenAndServe("127.0.0.1"+port, mux)   // want [listen-error-ignored] "has failed"
	go http.ListenAndServe("127.0.0.1:18322", nil)  // want [listen-error-ignored] "has failed"
	go http.ListenAndServe("127.0.0.1:18323", &own{ // want [listen-error-ignored] "has failed"
		name: "shop",
		serve: func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusTeapot)
			w.Write([]byte(`
	a text stays as it is
	`))
		},
	})
	select {}
}

type own struct {
	name  string
	serve func(http.ResponseWriter)
}

func (o *own) ServeHTTP(w http.ResponseWriter, _ *http.Request) { o.serve(w) }
