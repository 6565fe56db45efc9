// What is joined to a URL is escaped: these are no wildcards.
package main

import (
	"log"
	"net/http"
	"net/url"
)

func ok(http.ResponseWriter, *http.Request) {}

func main() {
	mux := http.NewServeMux()
	for _, part := range []string{"{id}", "{name}"} {
		pattern, err := url.JoinPath("/api", "users", part)
		if err != nil {
			log.Fatal(err)
		}
		mux.HandleFunc(pattern, ok)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:18854", mux))
}
