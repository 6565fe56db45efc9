module example.com/cached

go 1.20

require (
	github.com/Upper/Case v1.0.0
	example.org/swapped v1.0.0
	example.org/excluded v1.1.0
	example.org/absent v1.0.0 // indirect
)

exclude example.org/excluded v1.2.0

replace example.org/swapped v1.0.0 => example.org/fork v1.5.0
