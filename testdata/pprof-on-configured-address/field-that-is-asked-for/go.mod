module example.com/field-that-is-asked-for

go 1.24
