module example.com/cobra-command-against-init

go 1.22

require github.com/spf13/cobra v1.8.0

replace github.com/spf13/cobra => ./_third_party/cobra
