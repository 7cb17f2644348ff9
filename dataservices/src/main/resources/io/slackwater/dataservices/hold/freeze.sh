# Freezes the file system of a volume on RAISE, proves on PING that it still is frozen, and thaws it on THAW, when the
# input ends and when it is told to end. Refuses where others would stand still too. POSIX sh, with util-linux's fsfreeze.
# Argument: where the volume is mounted.
v=$1 f= r=
export LC_ALL=C
no() { echo "REFUSED $*"; exit 4; }
command -v fsfreeze >/dev/null 2>&1 || no "the container lacks fsfreeze"
while read -r id parent dev root point rest; do
  [ "$point" = "$v" ] || continue
  d=$dev r=$root t=${rest##* - } t=${t%% *}
done </proc/self/mountinfo
[ -n "$r" ] || no "nothing is mounted at $v"
[ "$r" = / ] || no "the volume is only the folder $r of a $t file system: freezing it would stop everybody who has data there"
case $t in
  ext[234] | xfs | f2fs) ;;
  *) no "a $t file system is not known to stand still for its own volume alone" ;;
esac
while read -r id parent dev root point rest; do
  [ "$dev" != "$d" ] || [ "$point" = "$v" ] || no "the volume's file system is also mounted at $point: freezing it would stop others"
done </proc/self/mountinfo
# What is written back now need not be while writers stand still.
sync -f "$v" || no "the file system cannot be written back"
thaw() { [ -z "$f" ] || fsfreeze -u "$v" 2>/dev/null; }
trap 'thaw; exit 1' TERM INT HUP
# A file system that is frozen refuses to be frozen.
still() {
  e=$(fsfreeze -f "$v" 2>&1) && { thaw; echo "LOST somebody thawed the file system"; exit 5; }
  case $e in *busy*) ;; *) thaw; echo "LOST $e"; exit 5 ;; esac
}
echo PREPARED
while IFS= read -r l; do
  case $l in
    RAISE)
      f=1
      e=$(fsfreeze -f "$v" 2>&1) || { f=; no "$e"; }
      echo READY
      ;;
    PING*) [ -z "$f" ] || { still; echo "HELD ${l#PING }"; } ;;
    THAW)
      still
      thaw
      echo THAWED
      exit 0
      ;;
  esac
done
thaw
