package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
	"reflect"
	"strconv"
)

type config struct {
	DebugHost string `config:"host;localhost"`
	DebugPort int    `config:"port;6060"`

	raw map[string]string
}

func (c *config) read() {
	value := reflect.ValueOf(c).Elem()
	value.FieldByName("DebugHost").SetString("localhost")
	value.FieldByName("DebugPort").SetInt(6060)
}

func newConfig() *config {
	c := &config{raw: map[string]string{}}
	c.read()
	return c
}

func main() {
	c := newConfig()
	log.Fatal(http.ListenAndServe(net.JoinHostPort(c.DebugHost, strconv.Itoa(c.DebugPort)), nil)) // want [pprof-on-configured-address] "configuration"
}
