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

# A bucket that is a folder, and an rclone that knows what the script asks of it; it breaks off before its BREAK-th file.
mkdir -p "$work/one/assets" "$work/bucket"
cat >"$work/rclone" <<'SH'
#!/bin/bash
verb=$1; shift
while [ $# -gt 0 ]; do case $1 in
	--files-from-raw) files=$2; shift 2 ;; --header-upload) shift 2 ;; --no-traverse) shift ;; *) places+=("$1"); shift ;;
esac; done
while IFS= read -r f; do
	[ "$(wc -l <"$WORK/did")" != "${BREAK:-}" ] || exit 7
	echo "$verb $f" >>"$WORK/did"
	case $verb in
	copy) mkdir -p "$(dirname "${places[1]}/$f")" && cp "${places[0]}/$f" "${places[1]}/$f" ;;
	delete) rm -f "${places[0]}/$f" ;;
	esac
done <"$files"
[ -z "${BUILD:-}" ] || [ "$verb" != copy ] || eval "$BUILD"
SH
chmod +x "$work/rclone"
send() { : >"$work/did"; WORK=$work KEIJIBAN=$program RCLONE=$work/rclone setup/pages/upload "$work/one" "$work/list" "$work/bucket" >"$work/said" 2>&1; }
same() { diff -r --exclude='*.gz' --exclude=_headers "$work/one" "$work/bucket" >"$work/said" || { wrong "$1"; head -5 "$work/said"; }; }
did() { [ "$(cat "$work/did")" = "$1" ] || wrong "$2: $(tr '\n' ' ' <"$work/did")"; }
cd "$work/one" && echo a >index.html && echo h >_headers && echo c >assets/style.css && echo z >index.html.gz && cd "$OLDPWD" || exit 3
send || { wrong 'the first upload'; cat "$work/said"; }
same 'the first upload'
did $'copy assets/style.css\ncopy index.html' 'in this order'
send
did '' 'what did not change is sent again'

# Sites in turn; each upload but the last breaks off, after so many files, and the next one sends another site.
site() # number
{
	rm -rf "$work/one"
	mkdir -p "$work/one/assets"
	echo "$(($1 % 2))" >"$work/one/index.html"
	echo "$(($1 % 3))" >"$work/one/assets/style.css"
	echo same >"$work/one/about.html"
	[ $(($1 % 2)) = 0 ] || echo odd >"$work/one/new.html"
	[ $(($1 % 3)) = 0 ] || echo third >"$work/one/assets/icon.svg"
}
for after in 0 1 3; do
	for number in 1 2 3; do
		site $((number + after))
		if BREAK=$after send; then
			[ "$(wc -l <"$work/did")" -le "$after" ] || wrong "an upload that breaks off after $after says it is done"
			same "site $number, not broken off"
		fi
	done
	site $((after + number))
	send || { wrong "after uploads that broke off after $after"; cat "$work/said"; }
	same "after uploads that broke off after $after"
	send
	did '' "all is there, and is sent again after $after"
done

# A first upload that broke off, of a site that was another one when it was begun again.
rm -rf "$work/list" "$work/bucket"/*
site 1
BREAK=3 send && wrong 'a first upload that breaks off says it is done'
[ ! -e "$work/list" ] || wrong 'a list of what is not there'
site 0
send
same 'a first upload that broke off'

# A build in between: what was sent of it, and is no more, is put right by the next upload.
site 1
# The script that is tried runs it, with a folder of its own.
# shellcheck disable=SC2016
BUILD='echo between >"$WORK/one/index.html"' send
site 1
send
same 'a build in between'
exit $bad
