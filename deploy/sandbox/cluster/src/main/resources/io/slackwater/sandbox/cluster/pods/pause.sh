#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Process 1 of one container: builds its root, says its pid on the host, and then only reaps.
# It starts in fresh mount, pid, uts and ipc namespaces, with the pod's network namespace joined.
# Arguments: root, directory of the image's files or nothing, upper, work, list of mounts, host name, directory to hide.
set -eu
root=$1 image=$2 upper=$3 work=$4 mounts=$5 hostname=$6 hidden=$7

# /proc is still the host's: field 1 is this process's pid there.
read -r host_pid rest < /proc/self/stat
echo "$hostname" > /proc/sys/kernel/hostname

mount --make-rprivate /
# Copied, not a layer: overlayfs refuses a layer that lies inside another one, and below is the whole machine.
[ -z "$image" ] || cp -a "$image/." "$upper/"
mount -t overlay overlay -o "lowerdir=/,upperdir=$upper,workdir=$work" "$root"
cd "$root"
mkdir -p .host
pivot_root . .host
cd /

mount -t proc proc /proc
mount -t sysfs -o ro sysfs /sys
mount -t tmpfs -o mode=1777 tmpfs /tmp
mount -t tmpfs -o mode=755 tmpfs /dev
for device in null zero full random urandom tty; do
  : > "/dev/$device"
  mount --bind "/.host/dev/$device" "/dev/$device"
done
mkdir /dev/shm /dev/pts
mount -t tmpfs -o mode=1777 tmpfs /dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts /dev/pts
ln -s pts/ptmx /dev/ptmx
ln -s /proc/self/fd /dev/fd
ln -s /proc/self/fd/0 /dev/stdin
ln -s /proc/self/fd/1 /dev/stdout
ln -s /proc/self/fd/2 /dev/stderr
if [ -d "$hidden" ]; then
  mount -t tmpfs -o ro tmpfs "$hidden"
fi

# Targets are made only now, so that a link such as /var/run is followed inside the new root.
while IFS='	' read -r source target mode; do
  if [ -d "/.host$source" ]; then
    mkdir -p "$target"
  else
    mkdir -p "$(dirname "$target")"
    [ -e "$target" ] || : > "$target"
  fi
  mount --bind "/.host$source" "$target"
  [ "$mode" = rw ] || mount -o remount,bind,ro "$target"
done < "/.host$mounts"

umount -l /.host
rmdir /.host
echo "$host_pid"
exec > /dev/null 2>&1 < /dev/null
trap '' TERM HUP INT
while :; do
  sleep 2147483 &
  wait
done
