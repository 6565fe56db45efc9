// Clean: the second option takes the place of the first one, for a map has each key once.
package main

import (
	"log"
	"net/http"
)

type options struct{ handlers map[string]http.HandlerFunc }

type option func(*options)

func withNames() option {
	return func(o *options) { o.handlers["/names"] = func(http.ResponseWriter, *http.Request) {} }
}

func withOtherNames() option {
	return func(o *options) { o.handlers["/names"] = func(http.ResponseWriter, *http.Request) {} }
}

func handler(set ...option) http.Handler {
	o := options{handlers: make(map[string]http.HandlerFunc)}
	for _, one := range set {
		one(&o)
	}
	mux := http.NewServeMux()
	for path, handle := range o.handlers {
		mux.HandleFunc(path, handle)
	}
	return mux
}

func main() { log.Fatal(http.ListenAndServe("127.0.0.1:8080", handler(withNames(), withOtherNames()))) }
