#!/usr/bin/env bash
# Run the steps of the Containerfile one by one in a chroot of the same Debian, for machines without an engine.
# Needs root and debootstrap. What this machine needs to reach the network is lent to the chroot, and copied are the
# tracked files only, as .containerignore would have it.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$(mktemp -d /var/tmp/container-check.XXXXXX)
finish() {
  umount "$root/proc" "$root/dev" 2> /dev/null || true
  rm -rf --one-file-system "$root"
}
trap finish EXIT

lend() {
  for path in /etc/resolv.conf /etc/pip.conf /etc/ssl/certs/ca-certificates.crt; do
    if [ -e "$path" ]; then
      mkdir -p "$root$(dirname "$path")"
      cp -L --remove-destination "$path" "$root$path"
    fi
  done
}

folder=/
while read -r instruction rest; do
  case $instruction in
    '' | '#'*) continue ;;
  esac
  echo "== $instruction $rest"
  case $instruction in
    FROM)
      suite=${rest#debian:}
      debootstrap --variant=minbase "${suite%-slim}" "$root" > "$root.log" || { tail -n 20 "$root.log"; exit 1; }
      rm "$root.log"
      mount -t proc proc "$root/proc"
      mount --bind /dev "$root/dev"
      ;;
    WORKDIR)
      folder=$rest
      mkdir -p "$root$folder"
      ;;
    COPY)
      [ "$rest" = ". ." ]
      git archive HEAD | tar -x -C "$root$folder"
      ;;
    RUN | CMD)
      lend
      chroot "$root" /usr/bin/env --chdir="$folder" HOME=/root /bin/sh -c "$rest"
      ;;
    *)
      echo "$instruction: a step that this script does not know" >&2
      exit 1
      ;;
  esac
done < Containerfile
echo "Every step has run in a chroot. No engine has built the container here."
