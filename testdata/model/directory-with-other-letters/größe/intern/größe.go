package intern

import "net/http"

// Größe makes a mux.
func Größe() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("/größe", http.NotFound)
	return mux
}
