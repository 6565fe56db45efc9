package pages

import "net/http"

func init() { http.HandleFunc("GET /pages/{page}", http.NotFound) }
