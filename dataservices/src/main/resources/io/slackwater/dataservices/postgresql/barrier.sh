# Bars the writers of every database of a server, in one transaction each, and speaks the line protocol of a hold.
# Arguments: longest hold and time to raise it in milliseconds, SQL that lists the databases, SQL that raises the
# barrier, SQL that proves it.
m=$1 w=$2 q=$3 r=$4 h=$5
for d in "${TMPDIR:-/tmp}" /tmp /dev/shm /var/tmp; do
  d=$d/slackwater-barrier-$$
  (umask 077; mkdir "$d") 2>/dev/null && break
  d=
done
[ -n "$d" ] || { echo "REFUSED no directory"; exit 3; }
trap 'rm -rf "$d"; kill -KILL 0' 0
trap 'exit 1' 1 2 13 15
cd "$d" && mkfifo o || exit 3
exec 5<>o
said() { tr '\n' ' ' <"e$1"; }
printf '%s\n' "$q" | psql -XqAtw -v ON_ERROR_STOP=1 -v VERBOSITY=terse -v max="$m" -d postgres >l 2>e0 || { echo "REFUSED $(said 0)"; exit 3; }
n=0
u=
# What the databases have in common first: until when the hold may last, by the server's clock.
while IFS= read -r c; do
  [ -n "$u" ] || { u=$c; continue; }
  n=$((n + 1))
  mkfifo "i$n"
  {
    psql -XqAtw -v ON_ERROR_STOP=1 -v VERBOSITY=terse -v until="$u" -v raise="$w" -v max="$m" -v session="$n" -d "$c" 0<>"i$n" >&5 2>"e$n"
    echo "GONE $n" >&5
  } &
  printf '%s\n' "$r" >"i$n"
  IFS= read -r a <&5
  case $a in
    DATABASE*) printf '%s\n' "$a" ;;
    *) echo "REFUSED $(said "$n")"; exit 3 ;;
  esac
done <l
echo "READY $n"
# Sends SQL to every session and collects an answer of each that begins with this word.
all() {
  i=0 x=
  while [ "$i" -lt "$n" ]; do
    i=$((i + 1))
    printf '%s\n' "$2" >"i$i"
  done
  while [ "$i" -gt 0 ]; do
    IFS= read -r a <&5
    case $a in
      "$1 "*) [ -n "$x" ] && [ "$x" -gt "${a##* }" ] || x=${a##* } ;;
      GONE*) echo "LOST session ${a#GONE } ended: $(said "${a#GONE }")"; exit 4 ;;
      *) echo "LOST $a"; exit 4 ;;
    esac
    i=$((i - 1))
  done
}
while IFS= read -r l; do
  case $l in
    PING*)
      l=${l#PING }
      case $l in '' | *[!0-9a-f]*) echo "LOST a nonce must be hexadecimal"; exit 4 ;; esac
      all HELD "$h"
      echo "HELD $l $x"
      ;;
    THAW)
      all HELD "$h"
      y=$x
      all THAWED "ROLLBACK; SELECT 'THAWED ' || 0;"
      echo "THAWED $y"
      exit 0
      ;;
  esac
done
exit 1
