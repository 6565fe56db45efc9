// The patterns are constants, one of them in another package, one built from parts.
package main

import (
	"fmt"
	"log"
	"net/http"

	"example.com/patterns-from-constants/paths"
)

const api = "/api"

const (
	users  = api + "/users"
	orders = api + "/orders"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc(users, http.NotFound)
	mux.HandleFunc(paths.Orders, http.NotFound)
	mux.HandleFunc(fmt.Sprintf("%s/%s", api, "items"), http.NotFound)
	mux.HandleFunc(orders, http.NotFound) // want [route-conflict] "/api/orders"
	log.Fatal(http.ListenAndServe("127.0.0.1:8080", mux))
}
