module example.com/a

go 1.20

require (
	example.com/b v0.0.0
	example.org/c v1.0.0
)
