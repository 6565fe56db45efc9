module example.com/import-in-library-call-in-main

go 1.22
