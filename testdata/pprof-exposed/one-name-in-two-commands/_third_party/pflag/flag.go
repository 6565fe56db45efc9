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

// String defines a flag.
func (f *FlagSet) String(name, value, usage string) *string {
	f.StringVar(&value, name, value, usage)
	return &value
}

// GetString looks a flag up.
func (f *FlagSet) GetString(name string) (string, error) { return *f.Values[name], nil }
