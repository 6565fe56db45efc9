// Package parts has types that serve, and one that nobody makes.
package parts

import "net/http"

// Server serves.
type Server interface{ Serve() error }

type inField struct{}

// Serve serves.
func (inField) Serve() error { return http.ListenAndServe(":7001", nil) } // want [pprof-exposed] ":7001"

// Whole has a part that is zero.
type Whole struct{ part inField }

// All makes a whole.
func All() *Whole { return &Whole{} }

// Part gives the part.
func (w *Whole) Part() Server { return w.part }

// Made makes one of a type.
func Made[T Server]() Server {
	var made T
	return made
}

// Generic is made by a type argument.
type Generic struct{}

// Serve serves.
func (Generic) Serve() error { return http.ListenAndServe(":7002", nil) } // want [pprof-exposed] ":7002"

// Word is made by a conversion.
type Word string

// Serve serves.
func (Word) Serve() error { return http.ListenAndServe(":7003", nil) } // want [pprof-exposed] ":7003"

// Number is the type of a constant.
type Number int

// FirstOf is the first.
const FirstOf Number = 1

// Serve serves.
func (Number) Serve() error { return http.ListenAndServe(":7004", nil) } // want [pprof-exposed] ":7004"

// Decoded gets its part from a decoder.
type Decoded struct {
	Inner *FromOutside `json:"inner"`
}

// FromOutside is made by a decoder.
type FromOutside struct{}

// Serve serves.
func (*FromOutside) Serve() error { return http.ListenAndServe(":7005", nil) } // want [pprof-exposed] ":7005"

// Bound is called by a method value.
type Bound struct{}

// Serve serves.
func (*Bound) Serve() error { return http.ListenAndServe(":7006", nil) } // want [pprof-exposed] ":7006"

type inList struct{ base }

type base struct{}

// Serve serves.
func (base) Serve() error { return http.ListenAndServe(":7007", nil) } // want [pprof-exposed] ":7007"

// List has what embeds a base.
var List = []Server{&inList{}}

// Lonely says that it serves.
type Lonely struct{}

var _ Server = (*Lonely)(nil)

// Serve would serve. Clean: the variable without a name holds nothing, and only this method names the type besides.
func (*Lonely) Serve() error { return http.ListenAndServe(":7008", nil) }
