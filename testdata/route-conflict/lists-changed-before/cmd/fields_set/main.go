package main

import (
	"log"
	"net/http"
)

func ok(w http.ResponseWriter, r *http.Request) {}

type R struct{ P string }

func main() {
	mux := http.NewServeMux()
	rs := []R{{"/x"}, {"/y"}}
	for i := range rs {
		rs[i].P = "/v1" + rs[i].P
	}
	rs = append(rs, R{"/x"})
	for _, r := range rs {
		mux.HandleFunc(r.P, ok)
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:0", mux))
}
