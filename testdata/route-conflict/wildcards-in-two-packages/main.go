// Each package is fine by itself; together they overlap, and neither is more
// specific (buggregator#336).
package main

import (
	"log"
	"net/http"

	"example.com/wildcards-in-two-packages/attachments"
	"example.com/wildcards-in-two-packages/messages"
)

func main() {
	mux := http.NewServeMux()
	messages.Register(mux)
	attachments.Register(mux)
	log.Fatal(http.ListenAndServe("127.0.0.1:8000", mux))
}
