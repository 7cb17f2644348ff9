# Runs one tool and proves both of its streams. POSIX sh; also busybox.
# Arguments: nonce, length of the input or -, SHA-256 the input must have before the tool starts or -,
# 1 to end the tool when the client goes away or 0, then the tool and its arguments.
# Output: what the tool wrote, then a trailer between two lines that carry the nonce. Memory and disk are bounded:
# hashes and counts are taken from fifos; only an input that is checked before the tool starts is kept in a file.
n=$1 l=$2 w=$3 k=$4
shift 4
say() { printf '\n#slackwater %s\n' "$n"; }
end() { printf '#end %s\n' "$n"; exit 0; }
x=
for t in sha256sum wc head tail tee mkfifo mkdir rm; do
  command -v "$t" >/dev/null 2>&1 || x="$x $t"
done
[ -z "$x" ] || { say; echo "missing$x"; end; }
for d in "${TMPDIR:-/tmp}" /tmp /dev/shm /var/tmp; do
  d=$d/slackwater-$n
  (umask 077; mkdir "$d") 2>/dev/null && break
  d=
done
[ -n "$d" ] || { say; echo nodir; end; }
p= u=
# Whatever still runs holds the output open, and so must not outlive this shell.
trap '[ -z "$p$u" ] || kill $p $u 2>/dev/null; rm -rf "$d"' 0
trap 'exit 1' 1 2 13 15
cd "$d" && mkfifo o oh oc e i ih ib || { say; echo nodir; end; }
exec 3<&0
# Input that must be right before anything happens.
f=/dev/null
if [ "$w" != - ]; then
  head -c "$l" <&3 >f
  sha256sum <f >is
  wc -c <f >ic
  f=f
elif [ "$l" != - ]; then
  sha256sum <ih >is 3<&- & h=$!
  wc -c <ib >ic 3<&- & j=$!
  u="$h $j"
  f=i
fi
input() {
  [ "$l" = - ] || { s=; y=; read -r s x <is; read -r y x <ic; echo "in $y $s"; }
}
if [ "$w" != - ]; then
  read -r s x <is
  [ "$s" = "$w" ] || { say; input; echo refused; end; }
fi
# Readers first: opening a fifo waits for its other end.
sha256sum <oh >os 3<&- & a=$!
wc -c <oc >on 3<&- & b=$!
tail -c 4000 <e >m 3<&- & c=$!
tee oh oc <o 3<&- & q=$!
u="$u $a $b $c $q"
"$@" <"$f" >o 2>e 3<&- & p=$!
[ "$f" != i ] || head -c "$l" <&3 | tee ih ib >i
g=
if [ "$k" = 1 ]; then
  { while read -r x; do :; done; kill "$p"; } <&3 >/dev/null 2>&1 & g=$!
fi
wait "$p"
r=$?
p=
[ -z "$g" ] || kill "$g" 2>/dev/null
wait "$q"
t=$?
wait "$a"
v=$?
wait "$b"
z=$?
wait "$c"
[ "$f" != i ] || { wait "$h"; wait "$j"; }
u=
say
input
s= y=
read -r s x <os
read -r y x <on
echo "out $y $s"
echo "exit tool $r"
echo "exit tee $t"
echo "exit sha256sum $v"
echo "exit wc $z"
while IFS= read -r y || [ -n "$y" ]; do printf 'err %s\n' "$y"; done <m
end
