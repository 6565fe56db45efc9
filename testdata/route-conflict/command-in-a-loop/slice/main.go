// run: api
// run: admin
package main

import (
	"flag"
	"log"
	"net/http"
)

func ok(w http.ResponseWriter, r *http.Request) {}

type Command interface {
	Name() string
	Run() error
}
type apiCmd struct{ port string }
type adminCmd struct{ port string }

func (c *apiCmd) Name() string { return "api" }
func (c *apiCmd) Run() error {
	http.HandleFunc("/", ok)
	return http.ListenAndServe("127.0.0.1:"+c.port, nil)
}
func (c *adminCmd) Name() string { return "admin" }
func (c *adminCmd) Run() error {
	http.HandleFunc("/", ok)
	return http.ListenAndServe("127.0.0.1:"+c.port, nil)
}

func main() {
	flag.Parse()
	for _, c := range []Command{&apiCmd{"8080"}, &adminCmd{"8080"}} {
		if c.Name() == flag.Arg(0) {
			if err := c.Run(); err != nil {
				log.Fatal(err)
			}
			return
		}
	}
}
