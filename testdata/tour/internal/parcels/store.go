package parcels

import "sync"

// Parcel is a parcel.
type Parcel struct {
	ID     string   `json:"id"`
	To     string   `json:"to"`
	Events []string `json:"events"`
}

// Store keeps parcels in memory.
type Store struct {
	mu      sync.RWMutex
	parcels map[string]Parcel
}

// NewStore makes an empty store.
func NewStore() *Store { return &Store{parcels: map[string]Parcel{}} }

func (s *Store) find(id string) (Parcel, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	parcel, ok := s.parcels[id]
	return parcel, ok
}

func (s *Store) save(parcel Parcel) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.parcels[parcel.ID] = parcel
}
