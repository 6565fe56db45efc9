module example.com/cobra-commands

go 1.22

require github.com/spf13/cobra v1.8.0

replace github.com/spf13/cobra => ./_third_party/cobra
