#!/usr/bin/env bash
[#-- The branch README of istio/istio (pull request 57303) and its Makefiles; what a line differs in is said there. --]
# Builds and pushes Istio's images for this mesh, and istioctl from the same trees. Needs git, Docker with buildx, Go and make,
# and a login to the registry (docker login). Usage: build-images.sh [FOLDER]
hub=[=hub]
tag=[=tag]
variants=[=variants]
platforms=[=platforms]
targets=[=targets]
istio_ref=[=istioRef]
windows=[=windows]
ztunnel_ref=[=ztunnelRef]
profile_ref=[=profileRef]
set -euo pipefail

for program in git docker go make; do
  command -v "$program" >/dev/null || { echo "$program is not there" >&2 && exit 1; }
done
docker buildx version >/dev/null

work=$(mkdir -p "${1:-istio-images}" && cd "${1:-istio-images}" && pwd -P)
# make and the build's container take no quotes.
case $work in *[[:space:]]*) echo "use a folder without spaces in its path: $work" >&2 && exit 1 ;; esac

# checkout REPOSITORY REF FOLDER: that commit or tag, and nothing else of the repository.
checkout() {
  git init -q "$work/$3"
  git -C "$work/$3" fetch -q --depth 1 "https://github.com/$1.git" "$2"
  git -C "$work/$3" -c advice.detachedHead=false checkout -q --force FETCH_HEAD
  echo "$3 is $1 at $(git -C "$work/$3" rev-parse HEAD)"
}

checkout istio/istio "$istio_ref" istio
if "$windows"; then
  # The README clones istio.git a second time, under the name of ztunnel.
  checkout istio/ztunnel "$ztunnel_ref" ztunnel
  export CONDITIONAL_HOST_MOUNTS="--mount type=bind,source=$work/ztunnel,destination=/ztunnel"
  export BUILD_ZTUNNEL_REPO=/ztunnel
  # Without it ztunnel is a debug build.
  export BUILD_ZTUNNEL_PROFILE=release
fi

# Without TAG images have the commit's hash, without DOCKER_BUILD_VARIANTS no suffix.
export HUB=$hub TAG=$tag DOCKER_BUILD_VARIANTS=$variants DOCKER_ARCHITECTURES=$platforms DOCKER_TARGETS=$targets
make -C "$work/istio" docker.push

(cd "$work/istio" && go build -o "$work/istioctl" ./istioctl/cmd/istioctl)
echo "built $work/istioctl"
if [ -n "$profile_ref" ]; then
  # The branch itself has no profile ambient-windows; only this open pull request does.
  checkout istio/istio "$profile_ref" istio-profile
  (cd "$work/istio-profile" && go build -o "$work/istioctl-ambient-windows" ./istioctl/cmd/istioctl)
  echo "built $work/istioctl-ambient-windows, which knows the profile ambient-windows"
fi
