// The same, but a program calls both.
package images

import "net/http"

var Mux = http.NewServeMux()

func HandleList() { Mux.HandleFunc("/images", http.NotFound) }

func HandleCreate() { Mux.HandleFunc("/images", http.NotFound) } // want [route-conflict] "/images"
