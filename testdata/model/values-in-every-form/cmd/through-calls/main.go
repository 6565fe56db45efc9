// Parameters, results, named results, several results, generic helpers, literals that are called, pointers.
package main

import (
	"errors"
	"log"
	"net/http"
	_ "net/http/pprof"
)

func or[T comparable](value, fallback T) T {
	var zero T
	if value == zero {
		return fallback
	}
	return value
}

func ptr[T any](v T) *T { return &v }

func address() (addr string, err error) {
	addr = ":7171"
	return
}

func both() (string, error) {
	if len(http.MethodGet) == 0 {
		return "", errors.New("never")
	}
	return "127.0.0.1:7172", nil
}

func outer(addr string) error { return inner(addr, "127.0.0.1:7173") }

func inner(_, addr string) error { return http.ListenAndServe(addr, nil) }

type config struct{ Addr *string }

func main() {
	failed := make(chan error)
	one, err := address()
	if err != nil {
		log.Fatal(err)
	}
	go func() { failed <- http.ListenAndServe(one, nil) }() // want [pprof-exposed] ":7171"
	two, err := both()
	if err != nil {
		log.Fatal(err)
	}
	go func() { failed <- http.ListenAndServe(two, nil) }()
	go func() { failed <- outer(":9999") }()
	go func() { failed <- http.ListenAndServe(or("", "127.0.0.1:7174"), nil) }()
	here := func() string { return "127.0.0.1:7175" }()
	go func() { failed <- http.ListenAndServe(here, nil) }()
	c := config{Addr: ptr("127.0.0.1:7176")}
	go func() { failed <- http.ListenAndServe(*c.Addr, nil) }()
	go func(addr string) { failed <- http.ListenAndServe(addr, nil) }("127.0.0.1:7177")
	log.Fatal(<-failed)
}
