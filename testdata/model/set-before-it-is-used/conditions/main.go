// What a function says twice it says the same of: the public server has a mux of its own, or there is none.
package main

import (
	"flag"
	"log"
	"net/http"
)

var public = flag.Int("public", 18532, "the public port")

type options struct{ public *int }

func (o options) isSeparate() bool { return *o.public != 18531 }

func main() {
	flag.Parse()
	o := options{public}
	admin := http.NewServeMux()
	admin.HandleFunc("/admin", ok)
	open := admin
	if o.isSeparate() {
		open = http.NewServeMux()
		open.HandleFunc("/open", ok)
	}
	if o.isSeparate() {
		go func() { log.Println(http.ListenAndServe("127.0.0.1:18532", open)) }()
	}
	log.Fatal(http.ListenAndServe("127.0.0.1:18531", admin))
}

func ok(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }
