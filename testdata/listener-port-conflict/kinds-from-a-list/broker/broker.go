package broker

import (
	"fmt"

	"example.com/kinds-from-a-list/listeners"
)

// Options may say what to listen on.
type Options struct {
	Listeners []listeners.Config `yaml:"listeners"`
	Name      string             `yaml:"name"`
}

// Broker has listeners of several kinds.
type Broker struct {
	Options   *Options
	listeners map[string]listeners.Listener
}

func New(opts *Options) *Broker {
	if opts == nil {
		opts = new(Options)
	}
	return &Broker{Options: opts, listeners: map[string]listeners.Listener{}}
}

func (b *Broker) Add(l listeners.Listener) {
	b.listeners[l.ID()] = l
}

func (b *Broker) addFromConfig(configs []listeners.Config) {
	for _, conf := range configs {
		var l listeners.Listener
		switch conf.Type {
		case "tcp":
			l = listeners.NewTCP(conf)
		case "health":
			l = listeners.NewHealth(conf)
		case "stats":
			l = listeners.NewStats(conf)
		default:
			continue
		}
		b.Add(l)
	}
}

// Serve serves until a listener fails.
func (b *Broker) Serve() error {
	if len(b.Options.Listeners) > 0 {
		b.addFromConfig(b.Options.Listeners)
	}
	failed := make(chan error)
	for id, l := range b.listeners {
		go func() { failed <- fmt.Errorf("%s: %w", id, l.Serve()) }()
	}
	return <-failed
}
