module example.com/field-of-config-struct

go 1.22
