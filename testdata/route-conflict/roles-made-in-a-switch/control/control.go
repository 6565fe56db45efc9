// Package control starts servers.
package control

// Server is what is started.
type Server interface{ Start() error }

// Control starts a server once.
type Control struct{ started bool }

// Start calls what starts the server.
func (c *Control) Start(s Server, do func(Server) error) error {
	if c.started {
		return nil
	}
	c.started = true
	return do(s)
}
