module example.com/ignored-by-go-mod

go 1.25

ignore ./generated

ignore (
	attic
)
