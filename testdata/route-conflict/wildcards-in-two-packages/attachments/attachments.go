package attachments

import "net/http"

// Register adds the routes of attachments.
func Register(mux *http.ServeMux) {
	mux.HandleFunc("GET /api/smtp/{event}/attachments", list)
	mux.HandleFunc("GET /api/smtp/{event}/attachments/{uuid}", one) // want [route-conflict error] "GET /api/smtp/{event}/attachments/{uuid}" "GET /api/smtp/message/{uuid}/raw"
}

func list(w http.ResponseWriter, r *http.Request) {}

func one(w http.ResponseWriter, r *http.Request) {}
