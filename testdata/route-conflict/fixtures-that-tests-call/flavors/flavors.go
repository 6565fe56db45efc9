// Clean: each test makes a mux and calls one of these; nothing here calls both.
package flavors

import "net/http"

var Mux = http.NewServeMux()

func HandleList() { Mux.HandleFunc("/flavors", http.NotFound) }

func HandleCreate() { Mux.HandleFunc("/flavors", http.NotFound) }
