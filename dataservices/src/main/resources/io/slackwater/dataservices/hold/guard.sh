# The second guardian of a frozen file system, in another container than what freezes it: it thaws the file system when
# the longest hold is over, whatever became of the freeze and of this shell. RAISE begins its time, THAW ends its care.
# POSIX sh, with util-linux's fsfreeze.
# Arguments: where the volume is mounted; the longest hold in seconds.
v=$1 m=$2 w=
for t in fsfreeze setsid; do
  command -v "$t" >/dev/null 2>&1 || { echo "REFUSED the container lacks $t"; exit 3; }
done
# The timer stays: a freeze may be on its way that ends after this.
over() { [ -z "$w" ] || fsfreeze -u "$v" 2>/dev/null; exit 1; }
trap over TERM INT HUP
echo PREPARED
while IFS= read -r l; do
  case $l in
    RAISE)
      setsid sh -c 'sleep "$1"; n=0; while [ "$n" -lt 200 ]; do fsfreeze -u "$0"; n=$((n + 1)); sleep 0.3; done' \
        "$v" "$m" </dev/null >/dev/null 2>&1 &
      w=$!
      echo READY
      ;;
    PING*)
      [ -n "$w" ] || continue
      kill -0 "$w" 2>/dev/null || { fsfreeze -u "$v" 2>/dev/null; echo "LOST the guardian's timer is gone"; exit 5; }
      echo "HELD ${l#PING }"
      ;;
    THAW)
      kill -KILL "-$w"
      echo THAWED
      exit 0
      ;;
  esac
done
over
