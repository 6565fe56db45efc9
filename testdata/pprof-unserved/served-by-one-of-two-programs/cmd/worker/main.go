package main

import (
	"log"
	"net/http"

	"example.com/served-by-one-of-two-programs/diag"
)

func main() {
	diag.Start()
	log.Fatal(http.ListenAndServe("127.0.0.1:6060", nil))
}
