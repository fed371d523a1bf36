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
      - uses: actions/checkout@11d5960a326750d5838078e36cf38b85af677262 # v4.4.0
        with:
          persist-credentials: false
      - uses: actions/setup-go@40f1582b2485089dde7abd97c1529aa768e1baff # v5.6.0
        with:
          go-version: stable
      - uses: docker/setup-buildx-action@8d2750c68a42422c14e847fe6c8ac0403b4cbd6f # v3.12.0
      - uses: docker/login-action@c94ce9fb468520275223c153574b00df6fe4bcc9 # v3.7.0
        with:
          registry: [=registry]
          username: ${{ secrets.REGISTRY_USERNAME }}
          password: ${{ secrets.REGISTRY_PASSWORD }}
      - run: bash istio/build-images.sh "$RUNNER_TEMP/istio-images"
      - uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2
        with:
          name: istioctl
          path: ${{ runner.temp }}/istio-images/istioctl*
          if-no-files-found: error
