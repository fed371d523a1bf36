[#-- As istio/istio pull request 57005 renders it, for comparing. --]
apiVersion: v1
kind: ServiceAccount
metadata:
  name: ztunnel-windows
  namespace: istio-system
  labels:
    app.kubernetes.io/name: ztunnel-windows
    app.kubernetes.io/instance: istio
    app.kubernetes.io/managed-by: Helm
    app.kubernetes.io/part-of: istio
    app.kubernetes.io/version: 1.0.0
    helm.sh/chart: ztunnel-windows-1.0.0
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: ztunnel-windows
  namespace: istio-system
  labels:
    app.kubernetes.io/name: ztunnel-windows
    app.kubernetes.io/instance: istio
    app.kubernetes.io/managed-by: Helm
    app.kubernetes.io/part-of: istio
    app.kubernetes.io/version: 1.0.0
    helm.sh/chart: ztunnel-windows-1.0.0
[#if hasRevision]
  annotations:
    istio.io/rev: [=revision]
[/#if]
spec:
  updateStrategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
  selector:
    matchLabels:
      app: ztunnel-windows
  template:
    metadata:
      labels:
        app: ztunnel-windows
        app.kubernetes.io/name: ztunnel-windows
        app.kubernetes.io/instance: istio
        app.kubernetes.io/managed-by: Helm
        app.kubernetes.io/part-of: istio
        app.kubernetes.io/version: 1.0.0
        helm.sh/chart: ztunnel-windows-1.0.0
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
      hostNetwork: true
      nodeSelector:
        kubernetes.io/os: windows
      tolerations:
      - effect: NoSchedule
        operator: Exists
      - key: CriticalAddonsOnly
        operator: Exists
      - effect: NoExecute
        operator: Exists
      priorityClassName: system-node-critical
      serviceAccountName: ztunnel-windows
      terminationGracePeriodSeconds: 30
      initContainers:
      - name: windows-dns-config
        image: mcr.microsoft.com/windows/servercore:ltsc2022
        command:
        - powershell
        - -Command
        - [=setDns]
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
        - name: ISTIOD_1_25_0_SERVICE_HOST
          value: istiod.istio-system.svc.cluster.local
        - name: ALT_XDS_HOSTNAME
          value: istiod.istio-system.svc
        - name: ALT_CA_HOSTNAME
          value: istiod.istio-system.svc
        - name: USE_ENV_FOR_DEFAULT_ISTIOD_ADDR
          value: "true"
        - name: REVISION
          value: 1-25-0
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
