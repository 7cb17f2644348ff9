# Holds a transaction in every database of a server, and speaks the line protocol of a hold: connects, says PREPARED, and
# begins the transactions on RAISE.
# Arguments: longest hold and time to raise it in milliseconds, SQL that lists the databases, SQL for each new session,
# SQL that begins what is held, SQL that proves it, and SQL that one more session runs once all is held; empty for none.
m=$1 w=$2 q=$3 s=$4 r=$5 h=$6 f=$7
for d in "${TMPDIR:-/tmp}" /tmp /dev/shm /var/tmp; do
  d=$d/slackwater-sessions-$$
  (umask 077; mkdir "$d") 2>/dev/null && break
  d=
done
[ -n "$d" ] || { echo "REFUSED no directory"; exit 3; }
trap 'rm -rf "$d"; kill -KILL 0' 0
trap 'exit 1' 1 2 13 15
cd "$d" && mkfifo o || exit 3
exec 5<>o
said() { tr '\n' ' ' <"e$1"; }
refused() {
  case $1 in
    GONE*) echo "REFUSED $(said "${1#GONE }")" ;;
    *) echo "REFUSED $1" ;;
  esac
  exit 3
}
printf '%s\n' "$q" | psql -XqAtw -v ON_ERROR_STOP=1 -v VERBOSITY=terse -d postgres >l 2>e0 || refused "GONE 0"
n=0
b=
# What the databases are together first, then how to connect to each.
while IFS= read -r c; do
  [ -n "$b" ] || { b=$c; continue; }
  n=$((n + 1))
  mkfifo "i$n"
  {
    psql -XqAtw -v ON_ERROR_STOP=1 -v VERBOSITY=terse -v databases="$b" -v raise="$w" -v max="$m" -v session="$n" -d "$c" 0<>"i$n" >&5 2>"e$n"
    echo "GONE $n" >&5
  } &
  printf '%s\n' "$s" >"i$n"
done <l
if [ -n "$f" ]; then
  mkfifo if
  {
    psql -XqAtw -v ON_ERROR_STOP=1 -v VERBOSITY=terse -v max="$m" -v session=0 -d postgres 0<>if >&5 2>ef
    echo "GONE f" >&5
  } &
  printf '%s\n' "$s" >if
fi
i=0
[ -z "$f" ] || i=-1
while [ "$i" -lt "$n" ]; do
  i=$((i + 1))
  IFS= read -r a <&5
  case $a in OPEN*) ;; *) refused "$a" ;; esac
done
echo "PREPARED $n"
while IFS= read -r l && [ "$l" != RAISE ]; do :; done
[ "$l" = RAISE ] || exit 1
# Until when the hold may last: one instant, by the server's clock, from before the first lock.
echo "SELECT 'UNTIL ' || ((extract(epoch FROM clock_timestamp()) * 1000)::bigint + :max);" >i1
IFS= read -r u <&5
case $u in UNTIL*) u=${u#UNTIL } ;; *) refused "$u" ;; esac
i=0
while [ "$i" -lt "$n" ]; do
  i=$((i + 1))
  printf '\\set until %s\n%s\n' "$u" "$r" >"i$i"
  IFS= read -r a <&5
  case $a in DATABASE*) printf '%s\n' "$a" ;; *) refused "$a" ;; esac
done
if [ -n "$f" ]; then
  printf '%s\n' "$f" >if
  IFS= read -r a <&5
  case $a in ONCE*) ;; *) refused "$a" ;; esac
fi
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
