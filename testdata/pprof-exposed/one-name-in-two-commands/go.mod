module example.com/one-name-in-two-commands

go 1.22

require (
	github.com/spf13/cobra v1.8.0
	github.com/spf13/pflag v1.0.5 // indirect
)

replace (
	github.com/spf13/cobra => ./_third_party/cobra
	github.com/spf13/pflag => ./_third_party/pflag
)
