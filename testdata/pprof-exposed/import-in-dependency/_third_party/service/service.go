// Package service names services.
package service

import "example.org/service/internal/admin"

// Name sets the name.
func Name(name string) { admin.Name = name }
