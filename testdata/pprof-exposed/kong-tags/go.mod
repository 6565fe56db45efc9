module example.com/kong-tags

go 1.22

require github.com/alecthomas/kong v0.9.0

replace github.com/alecthomas/kong => ./_third_party/kong
