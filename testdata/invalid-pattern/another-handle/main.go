// Clean: a method of that name without an argument is not the mux's, whatever the value may be.
package main

import (
	"log"
	"net/http"
)

type handler interface{ Handle() string }

type named struct{ name string }

func (n named) Handle() string { return n.name }

var kept = map[string]any{"named": named{"first"}, "mux": http.NewServeMux()}

func main() {
	for _, value := range kept {
		if h, ok := value.(handler); ok {
			log.Println(h.Handle())
		}
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", http.NotFoundHandler()))
}
