module example.com/kingpin-default

go 1.22

require github.com/alecthomas/kingpin/v2 v2.4.0

replace github.com/alecthomas/kingpin/v2 => ./_third_party/kingpin
