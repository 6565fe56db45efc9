// Package check sets what nobody gave.
package check

import "example.com/case/settings"

func Fill(s *settings.Settings) {
	if s.Server.Address == nil {
		s.Server.Address = settings.DefaultServer.Address
	}
	if s.Metrics.Address == nil {
		s.Metrics.Address = settings.DefaultMetrics.Address
	}
	if s.Mail.Address == nil {
		s.Mail.Address = settings.DefaultMail.Address
	}
}
