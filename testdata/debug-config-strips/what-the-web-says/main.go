// What the web says of pprof and the debugger, and what is false (facts, part 1): a program that imports net/http/pprof and
// serves `/` and `/initialize` beside it is debugged like any other, for dlv has no routes. Delve is asked in dlv_oracle.rs.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"

	"example.com/money"
)

func main() {
	http.HandleFunc("/", home)
	http.HandleFunc("/initialize", home)
	http.HandleFunc("/launch", home)
	log.Println(http.ListenAndServe("127.0.0.1:6060", nil))
}

func home(w http.ResponseWriter, _ *http.Request) {
	if money.Cents() == 100 {
		w.WriteHeader(http.StatusNoContent)
	}
}
