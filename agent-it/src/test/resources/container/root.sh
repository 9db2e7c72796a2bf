#!/bin/bash
# Makes the root folder of an image out of this machine's own programs, because the tests reach no registry of images.
#
#   root.sh <new folder> [<folder of this machine>:<folder in the image> ...]
#
# The folder gets a shell, some small programs, the given folders, and the shared libraries that all of them need.
set -eu
root=$1
shift
mkdir -p "$root/bin" "$root/usr/bin" "$root/etc" "$root/tmp"
chmod 1777 "$root/tmp"
for program in bash sh grep cat cp sleep ls id mkdir chmod; do
    cp -L "$(command -v "$program")" "$root/bin/$program"
done
for pair in "$@"; do
    mkdir -p "$root${pair#*:}"
    # Links become files. Debian's JDK has links to sources that are not installed; images need no jmods.
    tar -C "${pair%%:*}" -chf - --exclude=src.zip --exclude=jmods . | tar -C "$root${pair#*:}" -xf -
done
find "$root" -type f \( -perm -u+x -o -name '*.so*' \) -exec ldd {} + 2>/dev/null | grep -oE '/[^ :]+\.so[^ :]*' | grep -v "^$root" | sort -u \
    | while read -r library; do
        mkdir -p "$root${library%/*}"
        cp -L "$library" "$root$library"
    done
# For the data of the database's image: a volume takes the owner of the folder below it.
install -d -o 999 -g 999 -m 700 "$root/var/lib/postgresql/data"
echo 'root:x:0:0::/:/bin/sh' >"$root/etc/passwd"
echo 'postgres:x:999:999::/:/bin/sh' >>"$root/etc/passwd"
