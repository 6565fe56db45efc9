// Package serve asks whoever runs it for its settings.
package serve

import (
	"net/http"
	_ "net/http/pprof" // want [pprof-import-in-library] "net/http/pprof"
	"os"

	"example.com/case/check"
	"example.com/case/settings"
)

type Context interface {
	Settings() *settings.Settings
}

type App struct{ read func() *settings.Settings }

func (a *App) Settings() *settings.Settings { return a.read() }

// New reads what the environment gives.
func New() *App {
	s := new(settings.Settings)
	settings.Read([]byte(os.Getenv("SETTINGS")), s)
	check.Fill(s)
	return &App{read: func() *settings.Settings { return s }}
}

func Public(c Context) error {
	l, err := c.Settings().Server.Address.Listener()
	if err != nil {
		return err
	}
	return http.Serve(l, nil) // want [pprof-exposed @public] ":9091"
}

func Metrics(c Context) error {
	l, err := c.Settings().Metrics.Address.Listener()
	if err != nil {
		return err
	}
	return http.Serve(l, nil)
}
