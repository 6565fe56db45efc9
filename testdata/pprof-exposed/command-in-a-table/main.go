// A library runs the command, which stands in a table of what its own interface is; another Run is called here, and not this one.
// run: serve
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"

	"example.com/cli"
)

type serve struct{ addr string }

func (s *serve) Run(args []string) int {
	log.Println(http.ListenAndServe(s.addr, nil)) // want [pprof-exposed] ":6060"
	return 1
}

type check struct{}

func (check) Run(args []string) int { return 0 }

func main() {
	commands := map[string]cli.Command{"serve": &serve{addr: ":6060"}, "check": check{}}
	if status := (check{}).Run(nil); status != 0 {
		os.Exit(status)
	}
	os.Exit(cli.Run(commands))
}
