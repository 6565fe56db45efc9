package messages

import "net/http"

// Register adds the routes of messages.
func Register(mux *http.ServeMux) {
	mux.HandleFunc("GET /api/smtp/messages", list)
	mux.HandleFunc("GET /api/smtp/message/{uuid}/raw", raw)
}

func list(w http.ResponseWriter, r *http.Request) {}

func raw(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(r.PathValue("uuid"))) }
