#!/bin/bash
# What operators copy: workflows that are YAML and whose commands this program takes, and an upload that sends what differs,
# first what pages ask for, and forgets nothing when it breaks off.
set -u
build=$1 bad=0
[ -x "$build/keijiban" ] || exit 0
program=$(realpath "$build/keijiban")
work=$(mktemp -d "${TMPDIR:-/tmp}/keijiban-kit.XXXXXX")
trap 'rm -rf "$work"' EXIT
wrong() { echo "setup/pages: $*"; bad=1; }

for file in setup/pages/*.yml; do
	/usr/bin/python3 - "$file" >"$work/commands" <<'PY' || wrong "$file is not read"
import sys, yaml
steps = yaml.load(open(sys.argv[1], encoding='utf-8'), Loader=yaml.BaseLoader)
text = open(sys.argv[1], encoding='utf-8').read()
assert 'safe.directory' in text and ('fetch-depth: 0' in text or 'GIT_DEPTH: 0' in text), 'no history'
lines = [s['run'] for s in steps['jobs']['publish']['steps'] if 'run' in s] if 'jobs' in steps else steps['pages']['script']
print('\n'.join(line for line in lines if line.startswith('build/keijiban ')))
PY
	[ "$(wc -l <"$work/commands")" = 2 ] || wrong "$file calls the program $(wc -l <"$work/commands") times"
	while read -r command; do
		command=${command/--git . --rev HEAD/}
		command=${command/--out /--dry-run --out $work/}
		(cd tests/cases/_base && LC_ALL=C.UTF-8 eval "${command/build\/keijiban/$program} --layouts ../../../layouts" >/dev/null 2>"$work/said") ||
			{ wrong "$file: $command"; head -3 "$work/said"; }
	done <"$work/commands"
done

# A bucket that is a folder, and an rclone that knows what the script asks of it; it breaks off where BREAK says.
mkdir -p "$work/one/assets" "$work/bucket"
cat >"$work/rclone" <<'SH'
#!/bin/bash
verb=$1; shift
while [ $# -gt 0 ]; do case $1 in
	--files-from-raw) files=$2; shift 2 ;; --header-upload) shift 2 ;; --no-traverse) shift ;; *) places+=("$1"); shift ;;
esac; done
while IFS= read -r f; do
	echo "$verb $f" >>"$WORK/did"
	case $verb in
	copy) [ "$f" != "${BREAK:-}" ] || exit 7
		mkdir -p "$(dirname "${places[1]}/$f")" && cp "${places[0]}/$f" "${places[1]}/$f" ;;
	delete) rm "${places[0]}/$f" ;;
	esac
done <"$files"
SH
chmod +x "$work/rclone"
send() { WORK=$work KEIJIBAN=$program RCLONE=$work/rclone setup/pages/upload "$work/one" "$work/list" "$work/bucket" >"$work/said" 2>&1; }
same() { diff -r --exclude='*.gz' --exclude=_headers "$work/one" "$work/bucket" >"$work/said" || { wrong "$1"; head -5 "$work/said"; }; }
cd "$work/one" && echo a >index.html && echo h >_headers && echo c >assets/style.css && echo z >index.html.gz && cd "$OLDPWD" || exit 3
send || { wrong 'the first upload'; cat "$work/said"; }
same 'the first upload'
[ "$(cat "$work/did")" = $'copy assets/style.css\ncopy index.html' ] || wrong "in this order: $(cat "$work/did")"
: >"$work/did"
send
[ ! -s "$work/did" ] || wrong 'what did not change is sent again'
cd "$work/one" && echo b >index.html && echo d >assets/style.css && echo n >new.html && cd "$OLDPWD" || exit 3
BREAK=index.html send && wrong 'an upload that breaks off says it is done'
rm "$work/one/new.html"
echo m >"$work/one/more.html"
send || wrong 'an upload after one that broke off'
rm -f "$work/bucket/new.html"
same 'after one that broke off'
rm "$work/one/more.html"
send
same 'what is gone'
exit $bad
