// Package c is linked by nobody.
package c

import "net/http"

func init() {
	http.HandleFunc("/c", http.NotFound)
}
