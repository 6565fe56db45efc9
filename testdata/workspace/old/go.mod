module example.com/old

go 1.16

require (
	example.org/x v1.0.0
	example.org/y v1.0.0
)
