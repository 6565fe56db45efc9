package parcels

import (
	"fmt"
	"net/http"
)

const labels = "/parcels/labels"

func registerLabels(mux *http.ServeMux, store *Store) {
	mux.HandleFunc("GET "+labels, store.formats)
	mux.HandleFunc("GET "+labels+"/{format}", store.label)
}

func (s *Store) formats(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintln(w, "zpl\npdf")
}

func (s *Store) label(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintln(w, r.PathValue("format"))
}
