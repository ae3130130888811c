#!/bin/sh
# publish.sh BASE SITE          a new release: copy the folder or zip SITE below BASE and serve it from BASE/current
# publish.sh BASE back RELEASE  serve an earlier release again, a name from BASE/releases
# Pages that are open keep working: each release also holds the files named by their content of the last releases.
set -eu
keep=4 # releases whose files stay within reach, this one included
base=$(cd "$1" && pwd)
mkdir -p "$base/releases"

own() { (cd "$1" && ls -d assets/runtime/* assets/site/* assets/*/*.min.* 2>/dev/null) || true; }

if [ "$2" = back ]; then
  name=$3
else
  name=$(date +%Y%m%d-%H%M%S-%3N) # to the thousandth, so that two in a second differ
  new=$base/releases/$name
  mkdir "$new"
  if [ -d "$2" ]; then cp -a "$2/." "$new/"; else unzip -q "$2" -d "$new"; fi
  own "$new" > "$new.own"
fi
[ -f "$base/releases/$name/index.html" ] || { echo "no index.html in $base/releases/$name" >&2; exit 1; }

for list in $(ls "$base"/releases/*.own | tail -n "$keep"); do
  from=${list%.own}
  [ "$from" = "$base/releases/$name" ] || (cd "$from" && xargs -r cp -al --no-clobber --parents -t "$base/releases/$name" < "$list")
done
chmod -R a+rX "$base/releases/$name"
ln -sfn "releases/$name" "$base/next" # a link is replaced in one step, so no visitor meets half a release
mv -T "$base/next" "$base/current"
echo "$base/current -> releases/$name; now: nginx -t && nginx -s reload"
