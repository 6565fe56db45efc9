// build: skip the library is not on this machine
// A library that is not read runs the command, which it has as what its own interface gives; another Run is called here, and not this one.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"

	"example.com/cli"
)

type serve struct{ addr string }

func newServe(addr string) *serve { return &serve{addr: addr} }

// NewServe makes the command.
func NewServe() cli.Command { return newServe(":6060") }

func (s *serve) Run(args []string) int {
	log.Println(http.ListenAndServe(s.addr, nil)) // want [pprof-exposed] ":6060"
	return 1
}

type check struct{}

func (check) Run(args []string) int { return 0 }

func main() {
	if status := (check{}).Run(nil); status != 0 {
		os.Exit(status)
	}
	c := cli.New("shop")
	c.Commands = map[string]cli.Factory{"serve": func() (cli.Command, error) { return NewServe(), nil }}
	os.Exit(c.Run())
}
