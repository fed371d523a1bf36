# Builds and pushes the images of the mesh. Put it into .github/workflows, with build-images.sh beside it as
# istio/build-images.sh, and give the repository the secrets REGISTRY_USERNAME and REGISTRY_PASSWORD.
name: istio-images
"on": workflow_dispatch
permissions:
  contents: read
jobs:
  build:
    runs-on: ubuntu-latest
    timeout-minutes: 180
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/setup-go@v5
        with:
          go-version: stable
      - uses: docker/setup-buildx-action@v3
      - uses: docker/login-action@v3
        with:
          registry: [=registry]
          username: ${{ secrets.REGISTRY_USERNAME }}
          password: ${{ secrets.REGISTRY_PASSWORD }}
      - run: bash istio/build-images.sh "$RUNNER_TEMP/istio-images"
      - uses: actions/upload-artifact@v4
        with:
          name: istioctl
          path: ${{ runner.temp }}/istio-images/istioctl*
          if-no-files-found: error
