// Package settings declares three settings whose types embed one type of address.
package settings

import (
	"encoding/json"
	"net"
	"net/url"
)

type Address struct {
	valid bool
	url   *url.URL
}

func (a *Address) UnmarshalText(text []byte) (err error) {
	a.url, err = url.Parse(string(text))
	a.valid = err == nil
	return err
}

func (a *Address) Network() string {
	switch scheme := a.url.Scheme; scheme {
	case "tcp", "tcp4", "tcp6", "unix":
		return scheme
	default:
		return "tcp"
	}
}

func (a *Address) Text() string {
	if !a.valid {
		return ""
	}
	if a.url.Scheme == "unix" {
		return a.url.Path
	}
	return a.url.Host
}

func (a *Address) Listener() (net.Listener, error) {
	open := func() (net.Listener, error) { return net.Listen(a.Network(), a.Text()) }
	return open()
}

// Remote is never called: no program listens here.
func (a *Address) Remote() (net.Listener, error) {
	return net.Listen("tcp", a.Text())
}

type TCP struct{ Address }

type SMTP struct{ Address }

type Server struct {
	Address *TCP `json:"address"`
}

type Metrics struct {
	Address *TCP `json:"address"`
}

type Mail struct {
	Address *SMTP `json:"address"`
}

type Settings struct {
	Server  Server  `json:"server"`
	Metrics Metrics `json:"metrics"`
	Mail    Mail    `json:"mail"`
}

var DefaultServer = Server{Address: &TCP{Address{true, &url.URL{Scheme: "tcp", Host: ":9091"}}}}

var DefaultMetrics = Metrics{Address: &TCP{Address{true, &url.URL{Scheme: "tcp", Host: "127.0.0.1:9959"}}}}

var DefaultMail = Mail{Address: &SMTP{Address{true, &url.URL{Scheme: "smtp", Host: "mail.example.com:25"}}}}

func Read(text []byte, into any) error { return json.Unmarshal(text, into) }
