module example.com/flag-library-defaults

go 1.22

require github.com/spf13/pflag v1.0.5

replace github.com/spf13/pflag => ./_third_party/pflag
