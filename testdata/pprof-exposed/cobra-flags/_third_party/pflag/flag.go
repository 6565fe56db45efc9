// Package pflag stands for github.com/spf13/pflag.
package pflag

// FlagSet is a set of flags.
type FlagSet struct{ Values map[string]*string }

// StringVar defines a flag.
func (f *FlagSet) StringVar(p *string, name, value, usage string) {
	*p = value
	if f.Values == nil {
		f.Values = map[string]*string{}
	}
	f.Values[name] = p
}
