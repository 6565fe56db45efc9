module example.com/vendored

go 1.22

require (
	Example.org/Dep v1.2.3
	example.org/other v0.1.0
)
