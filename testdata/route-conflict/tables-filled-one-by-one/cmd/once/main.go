// Two that are done once each.
package main

import (
	"net/http"
	"sync"
)

func main() {
	var one, two sync.Once
	one.Do(func() { http.HandleFunc("/once", http.NotFound) })
	two.Do(func() {
		http.HandleFunc("/once", http.NotFound) // want [route-conflict] "/once matches the same requests as /once"
	})
}
