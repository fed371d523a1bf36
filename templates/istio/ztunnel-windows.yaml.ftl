[#-- ztunnel on Windows nodes, as istio/istio pull request 57005 has it but for what docs/mesh.md lists. --]
apiVersion: v1
kind: ServiceAccount
metadata:
  name: ztunnel-windows
  namespace: istio-system
  labels:
    app.kubernetes.io/name: ztunnel-windows
    app.kubernetes.io/part-of: istio
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: ztunnel-windows
  namespace: istio-system
  labels:
    app.kubernetes.io/name: ztunnel-windows
    app.kubernetes.io/part-of: istio
[#if hasRevision]
  annotations:
    istio.io/rev: [=revision]
[/#if]
spec:
  updateStrategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 0
      maxUnavailable: 1
  selector:
    matchLabels:
      app: ztunnel-windows
  template:
    metadata:
      labels:
        app: ztunnel-windows
        app.kubernetes.io/name: ztunnel-windows
        app.kubernetes.io/part-of: istio
        istio.io/dataplane-mode: none
        sidecar.istio.io/inject: "false"
      annotations:
        prometheus.io/port: "15020"
        prometheus.io/scrape: "true"
        sidecar.istio.io/inject: "false"
[#if hasRevision]
        istio.io/rev: [=revision]
[/#if]
    spec:
      os:
        name: windows
      hostNetwork: true
      nodeSelector:
        kubernetes.io/arch: amd64
        kubernetes.io/os: windows
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
            - matchExpressions:
              - key: node.kubernetes.io/windows-build
                operator: In
                values: [=windowsBuilds]
      tolerations: [=tolerations]
      priorityClassName: system-node-critical
      serviceAccountName: ztunnel-windows
      enableServiceLinks: true
      terminationGracePeriodSeconds: 30
      initContainers:
      - name: windows-dns-config
        image: [=hostProcessImage]
        command: [=setDns]
        securityContext:
          windowsOptions:
            hostProcess: true
            runAsUserName: NT AUTHORITY\SYSTEM
      containers:
      - name: istio-proxy
        image: [=image]
        args:
        - proxy
        - ztunnel
        env:
        - name: ALT_XDS_HOSTNAME
          value: [=istiod]
        - name: ALT_CA_HOSTNAME
          value: [=istiod]
        - name: USE_ENV_FOR_DEFAULT_ISTIOD_ADDR
          value: "true"
[#if hasRevision]
        - name: REVISION
          value: [=revision]
[/#if]
        - name: RUST_LOG
          value: info
        - name: RUST_BACKTRACE
          value: "1"
        - name: ISTIO_META_CLUSTER_ID
          value: Kubernetes
        - name: INPOD_ENABLED
          value: "true"
        - name: INPOD_UDS
          value: \\.\pipe\istio-zds
        - name: INPOD_PORT_REUSE
          value: "false"
        - name: TERMINATION_GRACE_PERIOD_SECONDS
          value: "30"
        - name: IPV6_ENABLED
          value: "false"
        - name: POD_NAME
          valueFrom:
            fieldRef:
              fieldPath: metadata.name
        - name: POD_NAMESPACE
          valueFrom:
            fieldRef:
              fieldPath: metadata.namespace
        - name: NODE_NAME
          valueFrom:
            fieldRef:
              fieldPath: spec.nodeName
        - name: INSTANCE_IP
          valueFrom:
            fieldRef:
              fieldPath: status.podIP
        - name: SERVICE_ACCOUNT
          valueFrom:
            fieldRef:
              fieldPath: spec.serviceAccountName
        - name: ISTIO_META_ENABLE_HBONE
          value: "true"
        readinessProbe:
          httpGet:
            path: /healthz/ready
            port: 15021
        resources:
          requests:
            cpu: 200m
            memory: 512Mi
        securityContext:
          windowsOptions:
            hostProcess: true
            runAsUserName: NT AUTHORITY\SYSTEM
        volumeMounts:
        - mountPath: /var/run/secrets/istio
          name: istiod-ca-cert
        - mountPath: /var/run/secrets/tokens
          name: istio-token
        - mountPath: /var/run/ztunnel
          name: cni-ztunnel-sock-dir
        - mountPath: /tmp
          name: tmp
      volumes:
      - name: istio-token
        projected:
          sources:
          - serviceAccountToken:
              path: istio-token
              expirationSeconds: 43200
              audience: istio-ca
      - name: istiod-ca-cert
        configMap:
          name: istio-ca-root-cert
      - name: cni-ztunnel-sock-dir
        hostPath:
          path: /var/run/ztunnel
          type: DirectoryOrCreate
      - name: tmp
        emptyDir: {}
