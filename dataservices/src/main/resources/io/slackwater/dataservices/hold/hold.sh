# Runs a command that bars writers once it is told to RAISE, and bounds it: its process group is ended when no PING came
# for a while, when the input ends, at the longest hold since RAISE, when RAISE does not come, and when it ends by itself,
# whichever is first. POSIX sh; also busybox.
# Arguments, in seconds: longest hold, longest time without a PING, longest time without RAISE; then the command. Lines
# of the input go to the command. What it says goes to the output; the last line is ENDED and its exit code.
m=$1 q=$2 x=$3
shift 3
for t in setsid mkfifo mkdir rm sleep; do
  command -v "$t" >/dev/null 2>&1 || { echo "REFUSED the container lacks $t"; exit 3; }
done
for d in "${TMPDIR:-/tmp}" /tmp /dev/shm /var/tmp; do
  d=$d/slackwater-hold-$$
  (umask 077; mkdir "$d") 2>/dev/null && break
  d=
done
[ -n "$d" ] && cd "$d" && mkfifo i g || { echo "REFUSED no directory can be made under TMPDIR, /tmp, /dev/shm or /var/tmp"; exit 3; }
echo >t
exec 3<&0 4<>i
# The command has a group of its own, and sees the end of its input when this shell is gone. Nothing of the group
# outlives it.
{
  setsid "$@" <i 3<&- 4<&- &
  p=$!
  echo "$p" >g
  wait "$p"
  r=$?
  rm -f t
  kill -KILL "-$p" 2>/dev/null
  read -r u <u && kill "$u" 2>/dev/null
  rm -rf "$d"
  echo "ENDED $r"
  kill -TERM $$ 2>/dev/null
} 3<&- 4<&- &
s=$!
read -r p <g
stop() {
  [ -e t ] || exit 0
  kill -TERM "-$p" 2>/dev/null
  sleep 0.5
  [ -e t ] || exit 0
  kill -KILL "-$p" 2>/dev/null
  exit 0
}
# The timers run on when this shell is killed or stopped.
bound() {
  {
    sleep "$1" & w=$!
    trap 'kill "$w"; exit' 15
    wait "$w"
    stop
  } </dev/null >/dev/null 2>&1 3<&- 4<&- &
  echo "$!" >u
}
bound "$x"
{
  c= k=0
  while sleep 0.5 && [ -e t ]; do
    read -r n <t
    if [ "$n" = "$c" ]; then k=$((k + 1)); else k=0 c=$n; fi
    [ "$k" -lt $((q * 2)) ] || break
  done
  stop
} </dev/null >/dev/null 2>&1 3<&- 4<&- &
while IFS= read -r l <&3; do
  case $l in
    PING*) [ ! -e t ] || echo "$l" >t ;;
    RAISE)
      # Once: a hold cannot be made longer.
      [ -z "$x" ] || { read -r o <u; x=; bound "$m"; kill "$o"; }
      ;;
  esac
  printf '%s\n' "$l" >&4
  [ "$l" != THAW ] || break
done
exec 4>&-
{ sleep 1; stop; } </dev/null >/dev/null 2>&1 3<&- &
wait "$s"
