package listeners

import (
	"net"
	"net/http"
)

// Config says what one listens on.
type Config struct {
	Type    string
	ID      string
	Address string
}

// Listener takes connections.
type Listener interface {
	ID() string
	Serve() error
}

// TCP takes them as they come.
type TCP struct {
	id      string
	address string
}

func NewTCP(config Config) *TCP { return &TCP{id: config.ID, address: config.Address} }

func (l *TCP) ID() string { return l.id }

func (l *TCP) Serve() error {
	listener, err := net.Listen("tcp", l.address)
	if err != nil {
		return err
	}
	for {
		if _, err := listener.Accept(); err != nil {
			return err
		}
	}
}

// Health answers whoever asks whether the program lives.
type Health struct {
	id     string
	config Config
	server *http.Server
}

func NewHealth(config Config) *Health { return &Health{id: config.ID, config: config} }

func (l *Health) ID() string { return l.id }

func (l *Health) Serve() error {
	mux := http.NewServeMux()
	mux.HandleFunc("/health", func(http.ResponseWriter, *http.Request) {})
	l.server = &http.Server{Addr: l.config.Address, Handler: mux}
	return l.server.ListenAndServe()
}

// Stats counts.
type Stats struct {
	id      string
	address string
}

func NewStats(config Config) *Stats { return &Stats{id: config.ID, address: config.Address} }

func (l *Stats) ID() string { return l.id }

func (l *Stats) Serve() error {
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(http.ResponseWriter, *http.Request) {})
	server := &http.Server{Addr: l.address, Handler: mux}
	return server.ListenAndServe()
}
