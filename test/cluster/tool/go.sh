# Go itself, and programs from Go modules. Any Go can fetch another as a module; Debian's starts the chain.

GO_NOW=1.26.8
# For programs of 2019: since 1.14, Go's templates refuse some of what charts of that time say.
GO_THEN=1.13.15

go_root() { # version
  local version=$1 root=$CACHE/go-$1
  if [[ ! -x $root/bin/go ]]; then
    packages golang-1.19-go ca-certificates
    say "fetching Go $version (once)"
    local fetched
    fetched=$(cd / && GOFLAGS=-mod=mod GO111MODULE=on /usr/lib/go-1.19/bin/go mod download -json "golang.org/toolchain@v0.0.1-go$version.linux-amd64" |
      sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')
    # the module cache keeps no file executable
    rm -rf "$root.part" && mkdir -p "$root.part"
    cp -r --no-preserve=mode "$fetched/." "$root.part"
    find "$root.part/bin" "$root.part/pkg/tool" -type f -exec chmod +x {} +
    mv -T "$root.part" "$root"
  fi
  echo "$root"
}

go_run() { # version go-arguments...
  local version=$1 root
  shift
  root=$(go_root "$version")
  env PATH="$root/bin:$PATH" GOROOT="$root" GOTOOLCHAIN=local GO111MODULE=on GOFLAGS=-mod=readonly CGO_ENABLED=0 \
    GOCACHE="$CACHE/go-build-$version" "$root/bin/go" "$@"
}

# The whole of it at once or not at all, so that a build that was broken off is not taken for one that is done; and only one at a time.
built_in() { # directory what command...
  [[ -d $1 ]] && return 0
  mkdir -p "$CACHE"
  (
    flock 9
    [[ -d $1 ]] || build_into "$@"
  ) 9>"$CACHE/lock"
}

build_into() { # directory what command...
  local directory=$1 what=$2 log=$1.log
  shift 2
  say "building $what (once); log: $log"
  rm -rf "$directory.part" && mkdir -p "$directory.part"
  ("$@" "$directory.part") >"$log" 2>&1 || { tail -20 "$log" >&2; say "the build of $what failed: $log"; exit 1; }
  mv -T "$directory.part" "$directory"
}

# Debug information would double the time.
go_build() { # version ldflags output go-packages...
  local version=$1 ldflags=$2 output=$3
  shift 3
  go_run "$version" build -trimpath -gcflags=all=-dwarf=false -ldflags="-s -w $ldflags" -o "$output" "$@"
}
