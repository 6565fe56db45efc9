// Package controllerruntime is a stand-in.
package controllerruntime

import "sigs.k8s.io/controller-runtime/pkg/manager"

// Options are the manager's.
type Options = manager.Options

// NewManager makes one.
var NewManager = manager.New
