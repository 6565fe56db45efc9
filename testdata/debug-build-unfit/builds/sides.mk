# A debug build that may be stripped, too.
BUILD_FLAGS = -mod=readonly -ldflags "$(LD_FLAGS)"

ifeq (debug,$(findstring debug,$(BUILD_OPTIONS)))
  BUILD_FLAGS+= -gcflags "all=-N -l"
endif
ifeq (strip,$(findstring strip,$(BUILD_OPTIONS)))
  LD_FLAGS += -s -w
else
  LD_FLAGS += -s -w
  BUILD_FLAGS += -trimpath
endif

build:
	go build $(BUILD_FLAGS) -o build/m .  # want [debug-build-unfit warning] "`-N -l` beside `-s -w`"
.PHONY: build
