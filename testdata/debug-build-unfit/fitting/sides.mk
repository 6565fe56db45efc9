# Either for a debugger or stripped: never both.
BUILD_FLAGS = -mod=readonly -ldflags "$(LD_FLAGS)"

# handle nostrip
ifeq (nostrip,$(findstring nostrip,$(BUILD_OPTIONS)))
  # prepare for delve
  BUILD_FLAGS+= -gcflags "all=-N -l"
else
  BUILD_FLAGS += -trimpath
  LD_FLAGS += -s -w
endif

build:
	go build $(BUILD_FLAGS) -o build/m .
.PHONY: build
