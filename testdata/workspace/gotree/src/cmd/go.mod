module cmd

go 1.26
