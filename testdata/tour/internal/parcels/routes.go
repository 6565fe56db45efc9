// Package parcels serves parcels.
package parcels

import (
	"encoding/json"
	"net/http"
)

// Register adds the routes of parcels.
func Register(mux *http.ServeMux, store *Store) {
	mux.HandleFunc("GET /parcels/{id}", store.get)
	mux.HandleFunc("PUT /parcels/{id}", store.put)
	mux.HandleFunc("GET /parcels/{id}/events", store.events)
	registerLabels(mux, store)
}

func (s *Store) get(w http.ResponseWriter, r *http.Request) {
	parcel, ok := s.find(r.PathValue("id"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	_ = json.NewEncoder(w).Encode(parcel)
}

func (s *Store) put(w http.ResponseWriter, r *http.Request) {
	parcel := Parcel{ID: r.PathValue("id")}
	if err := json.NewDecoder(r.Body).Decode(&parcel); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.save(parcel)
}

func (s *Store) events(w http.ResponseWriter, r *http.Request) {
	parcel, _ := s.find(r.PathValue("id"))
	_ = json.NewEncoder(w).Encode(parcel.Events)
}
