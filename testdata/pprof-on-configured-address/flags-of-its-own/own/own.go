// Package own is a small flag package: it keeps the pointers and sets them when it reads the command line.
package own

import "strings"

type text string

func (t *text) set(value string) { *t = text(value) }

var known = map[string]*text{}

func newText(value string, p *string) *text {
	*p = value
	return (*text)(p)
}

// Text declares a flag.
func Text(p *string, name, value string) { known[name] = newText(value, p) }

// Parse reads the command line.
func Parse(args []string) {
	for _, arg := range args {
		if name, value, ok := strings.Cut(arg, "="); ok && known[name] != nil {
			known[name].set(value)
		}
	}
}
