package health

import "net/http"

func init() {
	http.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {})
}
