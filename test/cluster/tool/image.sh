# Images, made here and loaded into the node.

load_image() { # [--user uid] dir entry name...
  local user= tar
  if [[ ${1:-} == --user ]]; then
    user=$2
    shift 2
  fi
  tar=$(mktemp --suffix=.tar)
  python3 "$HERE/tool/image.py" "$tar" "$user" "$@"
  ctr -a "$SOCK" -n k8s.io images import "$tar" >/dev/null
  rm -f "$tar"
}

load_pause() {
  local dir
  dir=$(mktemp -d)
  mkdir -p "$dir/bin" && cp /bin/busybox "$dir/bin/" && ln -s busybox "$dir/bin/sleep"
  load_image "$dir" '["/bin/sleep","2000000000"]' registry.k8s.io/pause:3.6
  rm -rf "$dir"
}
