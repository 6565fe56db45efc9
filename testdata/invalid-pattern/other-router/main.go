// Clean: these are gorilla's patterns on gorilla's router.
package main

import (
	"log"
	"net/http"

	"github.com/gorilla/mux"
)

func main() {
	r := mux.NewRouter()
	r.HandleFunc("/articles/{id:[0-9]+}", http.NotFound)
	r.HandleFunc("/b_{bucket}", http.NotFound)
	r.HandleFunc("/b_{bucket}", http.NotFound)
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", r))
}
