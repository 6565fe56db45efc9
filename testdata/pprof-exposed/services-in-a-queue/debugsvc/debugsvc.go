// Package debugsvc serves what debugs the program.
package debugsvc

import (
	"context"
	"net/http"

	"example.com/services-in-a-queue/httpsvc"
)

// Service is one with debug routes.
type Service struct {
	httpsvc.Service

	Name string
}

// Start serves.
func (s *Service) Start(ctx context.Context) error {
	s.ServeMux.Handle("/debug/pprof/", http.DefaultServeMux)
	return s.Service.Start(ctx)
}
