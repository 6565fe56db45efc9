// The function that registers recovers: the program goes on.
package main

import (
	"fmt"
	"log"
	"net/http"
)

func ok(http.ResponseWriter, *http.Request) {}

func try(mux *http.ServeMux, pattern string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%q: %v", pattern, r)
		}
	}()
	mux.HandleFunc(pattern, ok)
	return nil
}

func main() {
	mux := http.NewServeMux()
	for _, pattern := range []string{"/a/{x}", "/{x}/b"} {
		if err := try(mux, pattern); err != nil {
			log.Println(err)
		}
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:18851", mux))
}
