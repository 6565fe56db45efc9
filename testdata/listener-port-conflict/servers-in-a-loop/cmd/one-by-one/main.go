// The second one is a replacement, if the first one ends.
package main

import (
	"log"
	"net/http"
)

func main() {
	a := &http.Server{Addr: "127.0.0.1:18884", Handler: http.NewServeMux()}
	b := &http.Server{Addr: "127.0.0.1:18884", Handler: http.NewServeMux()}
	for _, s := range []*http.Server{a, b} {
		log.Println(s.ListenAndServe())
	}
}
