package debug

import "net/http"

// Level shows the log level.
func Level(w http.ResponseWriter, r *http.Request) {}

// Register is for programs without routes of their own.
func Register() {
	http.HandleFunc("/status", http.NotFound)
	http.HandleFunc("/debug/level", Level)
}
