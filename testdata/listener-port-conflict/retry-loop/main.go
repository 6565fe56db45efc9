// Clean: one listener, tried again after it failed.
package main

import (
	"log"
	"net/http"
	"time"
)

func main() {
	for attempt := 0; attempt < 3; attempt++ {
		log.Print(http.ListenAndServe(":8080", http.NotFoundHandler()))
		time.Sleep(time.Second)
	}
}
