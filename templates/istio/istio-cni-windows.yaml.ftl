[#-- The CNI agent of Windows nodes, as istio/istio pull request 57005 has it but for what docs/mesh.md lists. --]
apiVersion: v1
kind: ServiceAccount
metadata:
  name: istio-cni-windows
  namespace: istio-system
  labels:
    app: istio-cni-windows
    app.kubernetes.io/name: istio-cni-windows
    app.kubernetes.io/part-of: istio
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: istio-cni-windows
  labels:
    app: istio-cni-windows
    app.kubernetes.io/name: istio-cni-windows
    app.kubernetes.io/part-of: istio
rules:
- apiGroups:
  - ""
  resources:
  - pods
  - nodes
  - namespaces
  verbs:
  - get
  - list
  - watch
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: istio-cni-windows-ambient
  labels:
    app: istio-cni-windows
    app.kubernetes.io/name: istio-cni-windows
    app.kubernetes.io/part-of: istio
rules:
- apiGroups:
  - ""
  resources:
  - pods/status
  verbs:
  - patch
  - update
- apiGroups:
  - apps
  resources:
  - daemonsets
  resourceNames:
  - istio-cni-windows-node
  - istio-cni-node
  verbs:
  - get
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: istio-cni-windows
  labels:
    app: istio-cni-windows
    app.kubernetes.io/name: istio-cni-windows
    app.kubernetes.io/part-of: istio
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: istio-cni-windows
subjects:
- kind: ServiceAccount
  name: istio-cni-windows
  namespace: istio-system
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: istio-cni-windows-ambient
  labels:
    app: istio-cni-windows
    app.kubernetes.io/name: istio-cni-windows
    app.kubernetes.io/part-of: istio
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: istio-cni-windows-ambient
subjects:
- kind: ServiceAccount
  name: istio-cni-windows
  namespace: istio-system
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: istio-cni-windows-node
  namespace: istio-system
  labels:
    app.kubernetes.io/name: istio-cni-windows
    app.kubernetes.io/part-of: istio
    istio.io/rev: [=revision]
    k8s-app: istio-cni-windows-node
spec:
  updateStrategy:
    type: RollingUpdate
    rollingUpdate:
      maxUnavailable: 1
  selector:
    matchLabels:
      k8s-app: istio-cni-windows-node
  template:
    metadata:
      labels:
        app.kubernetes.io/name: istio-cni-windows
        app.kubernetes.io/part-of: istio
        istio.io/dataplane-mode: none
        k8s-app: istio-cni-windows-node
        sidecar.istio.io/inject: "false"
      annotations:
        mullion.dev/configuration: [=configuration]
        prometheus.io/path: /metrics
        prometheus.io/port: "15014"
        prometheus.io/scrape: "true"
        sidecar.istio.io/inject: "false"
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
      serviceAccountName: istio-cni-windows
      terminationGracePeriodSeconds: 5
      initContainers:
      - name: prepare-node
        image: [=hostProcessImage]
        command: [=prepareNode]
        securityContext:
          windowsOptions:
            hostProcess: true
            runAsUserName: NT AUTHORITY\SYSTEM
      containers:
      - name: install-cni
        image: [=image]
        command:
        - install-cni
        args:
        - --log_output_level=info
        ports:
        - containerPort: 15014
          name: metrics
          protocol: TCP
        readinessProbe:
          httpGet:
            path: /readyz
            port: 8000
        securityContext:
          windowsOptions:
            hostProcess: true
            runAsUserName: NT AUTHORITY\SYSTEM
        envFrom:
        - configMapRef:
            name: istio-cni-windows-config
        env:
        - name: REPAIR_NODE_NAME
          valueFrom:
            fieldRef:
              fieldPath: spec.nodeName
        - name: REPAIR_RUN_AS_DAEMON
          value: "true"
        - name: REPAIR_SIDECAR_ANNOTATION
          value: sidecar.istio.io/status
        - name: NODE_NAME
          valueFrom:
            fieldRef:
              fieldPath: spec.nodeName
        - name: GOMEMLIMIT
          valueFrom:
            resourceFieldRef:
              resource: limits.memory
        - name: GOMAXPROCS
          valueFrom:
            resourceFieldRef:
              resource: limits.cpu
        - name: POD_NAME
          valueFrom:
            fieldRef:
              fieldPath: metadata.name
        - name: POD_NAMESPACE
          valueFrom:
            fieldRef:
              fieldPath: metadata.namespace
        - name: POD_IP
          valueFrom:
            fieldRef:
              fieldPath: status.podIP
        - name: HOST_IP
          valueFrom:
            fieldRef:
              fieldPath: status.hostIP
        - name: ZTUNNEL_UDS_ADDRESS
          value: \\.\pipe\istio-zds
        - name: MOUNTED_CNI_NET_DIR
          value: [=confDir]
        - name: MOUNTED_CNI_BIN_DIR
          value: [=binDir]
        volumeMounts:
        - mountPath: /var/run/istio-cni
          name: cni-socket-dir
        - mountPath: /var/run/ztunnel
          name: cni-ztunnel-sock-dir
        resources:
          requests:
            cpu: 100m
            memory: 100Mi
[#if keepsConflist]
      - name: keep-conflist
        image: [=hostProcessImage]
        command: [=keepConflist]
        resources:
          requests:
            cpu: 10m
            memory: 64Mi
        securityContext:
          windowsOptions:
            hostProcess: true
            runAsUserName: NT AUTHORITY\SYSTEM
[/#if]
      volumes:
      - name: cni-ztunnel-sock-dir
        hostPath:
          path: /var/run/ztunnel
          type: DirectoryOrCreate
      - name: cni-socket-dir
        hostPath:
          path: /var/run/istio-cni
