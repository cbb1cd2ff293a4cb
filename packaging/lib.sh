# shellcheck shell=bash
# What packaging/run and packaging/test share. Sourced by them, with the repository as the working directory.

packages_file=packaging/packages.txt

# One line about what is being done, with the minutes and seconds since the start.
say() {
    printf '[%02d:%02d] %s\n' $((SECONDS / 60)) $((SECONDS % 60)) "$*"
}

# One sentence about what is wrong and what to do, and the end.
fail() {
    printf '%s: %s\n' "$0" "$*" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "Installing packages needs root: run this as root, or install sudo first."
    fi
}

# Is a package installed? Node and npm may come from elsewhere than Debian: then the commands count.
has_package() {
    case $1 in
        nodejs) command -v node >/dev/null && return 0 ;;
        npm) command -v npm >/dev/null && return 0 ;;
    esac
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

can_be_had() {
    local candidate
    candidate=$(apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: //p')
    [ -n "$candidate" ] && [ "$candidate" != "(none)" ]
}

# The packages of some groups that are not installed yet, one a line.
missing_packages() {
    local group package
    while read -r group package _; do
        case " $* " in
            *" $group "*) has_package "$package" || echo "$package" ;;
        esac
    done < <(grep -v '^#' "$packages_file")
}

# Installs what is missing of the given groups of packages.txt.
ensure_packages() {
    local missing package reason
    command -v dpkg-query >/dev/null || fail "This needs Debian 12 or a relative of it: there is no dpkg here."
    mapfile -t missing < <(missing_packages "$@")
    if [ ${#missing[@]} -eq 0 ]; then
        say "All Debian packages are there."
        return
    fi
    say "Asking the package sources for what they have (apt-get update)."
    as_root apt-get -qq update || fail "The package lists cannot be read: check the network and /etc/apt/sources.list."
    for package in "${missing[@]}"; do
        can_be_had "$package" && continue
        reason=$(awk -v name="$package" '$2 == name { $1 = $2 = ""; sub(/^ +/, ""); print; exit }' "$packages_file")
        fail "The package $package ($reason) is in none of this machine's package sources; Debian 12 main has it."
    done
    say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" \
        >/dev/null || fail "apt-get could not install the packages; its own message is above."
}

# configure PRESET [-DNAME=VALUE …], then build PRESET [TARGET …]
configure() {
    say "Configuring build/$1."
    cmake --preset "$@" >"build/$1-configure.log" 2>&1 || {
        cat "build/$1-configure.log" >&2
        fail "CMake could not configure the build; its own message is above."
    }
}
build() {
    local preset=$1
    shift
    say "Building ${*:-everything} in build/$preset on $(nproc) cores. The first time takes a while."
    cmake --build --preset "$preset" --parallel "$(nproc)" ${1:+--target "$@"} ||
        fail "The build failed; the compiler's own message is above."
}
