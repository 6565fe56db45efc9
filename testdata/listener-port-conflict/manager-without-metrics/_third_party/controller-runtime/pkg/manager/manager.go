// Package manager is a stand-in: it opens its listeners when it is made.
package manager

import (
	"net"
	"net/http"

	"sigs.k8s.io/controller-runtime/pkg/metrics/server"
)

// Options of a manager.
type Options struct {
	Metrics                server.Options
	HealthProbeBindAddress string
	PprofBindAddress       string
}

// Manager runs controllers.
type Manager struct{}

// New makes one.
func New(config any, options Options) (*Manager, error) {
	if options.Metrics.BindAddress == "" {
		options.Metrics.BindAddress = ":8080"
	}
	for _, address := range []string{options.Metrics.BindAddress, options.HealthProbeBindAddress, options.PprofBindAddress} {
		if address == "" || address == "0" {
			continue
		}
		listener, err := net.Listen("tcp", address)
		if err != nil {
			return nil, err
		}
		go http.Serve(listener, http.NewServeMux())
	}
	return &Manager{}, nil
}
