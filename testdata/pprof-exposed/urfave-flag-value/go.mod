module example.com/urfave-flag-value

go 1.22

require github.com/urfave/cli/v2 v2.27.0

replace github.com/urfave/cli/v2 => ./_third_party/cli
