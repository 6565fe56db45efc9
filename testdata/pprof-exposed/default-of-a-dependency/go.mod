module example.com/default-of-a-dependency

go 1.23

require github.com/northwind/weblib v1.0.0

replace github.com/northwind/weblib => ./_third_party/weblib
