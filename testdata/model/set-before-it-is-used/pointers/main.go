// A flag library of the program's own: what it points to is made by new, and set by whoever is handed the pointer.
package main

import (
	"fmt"
	"log"
	"net/http"
	"strconv"
)

type value interface{ Set(string) error }

type number int

func (n *number) Set(text string) error {
	given, err := strconv.Atoi(text)
	*n = number(given)
	return err
}

func newNumber(is int, p *int) *number {
	*p = is
	return (*number)(p)
}

type flags map[string]value

func (f flags) intVar(p *int, name string, is int) { f[name] = newNumber(is, p) }

func (f flags) int(name string, is int) *int {
	p := new(int)
	f.intVar(p, name, is)
	return p
}

var (
	all  = flags{}
	port = all.int("port", 18521)
	host = new(string)
)

func here(p *string) { *p = "127.0.0.1" }

func main() {
	local := new(string)
	here(local)
	here(host)
	if *port == 0 {
		return
	}
	log.Fatal(http.ListenAndServe(fmt.Sprintf("%s:%d", *local, *port), nil))
}
