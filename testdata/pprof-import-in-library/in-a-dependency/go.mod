module example.com/in-a-dependency

go 1.22

require (
	example.org/diag v1.0.0
	example.org/pool v1.0.0
)

replace example.org/diag => ./_third_party/diag

replace example.org/pool => ./_third_party/pool
