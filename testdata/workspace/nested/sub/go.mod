module example.com/nested/sub

go 1.26

require example.com/nested v0.0.0

replace example.com/nested => ../
