module example.com/viper-default

go 1.22

require github.com/spf13/viper v1.18.0

replace github.com/spf13/viper => ./_third_party/viper
