module example.com/as-many-as-nil-has

go 1.22
