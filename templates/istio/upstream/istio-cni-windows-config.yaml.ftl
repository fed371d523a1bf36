[#-- As istio/istio pull request 57005 renders it, for comparing. --]
apiVersion: v1
kind: ConfigMap
metadata:
  name: istio-cni-windows-config
  namespace: istio-system
  labels:
    app: istio-cni-windows
    app.kubernetes.io/name: istio-cni-windows
    app.kubernetes.io/instance: istio
    app.kubernetes.io/managed-by: Helm
    app.kubernetes.io/part-of: istio
    app.kubernetes.io/version: 1.0.0
    helm.sh/chart: cni-windows-1.0.0
    install.operator.istio.io/owning-resource: unknown
    istio.io/rev: [=revision]
    operator.istio.io/component: Cni
    release: istio
data:
  CURRENT_AGENT_VERSION: [=tag]
  AMBIENT_ENABLED: "true"
  AMBIENT_ENABLEMENT_SELECTOR: |
    - podSelector:
        matchLabels: {istio.io/dataplane-mode: ambient}
    - podSelector:
        matchExpressions:
        - {key: istio.io/dataplane-mode, operator: NotIn, values: [none]}
      namespaceSelector:
        matchLabels: {istio.io/dataplane-mode: ambient}
  AMBIENT_DNS_CAPTURE: "true"
  AMBIENT_IPV6: "true"
  AMBIENT_RECONCILE_POD_RULES_ON_STARTUP: "true"
  CHAINED_CNI_PLUGIN: "true"
  EXCLUDE_NAMESPACES: kube-system
  REPAIR_ENABLED: "true"
  REPAIR_LABEL_PODS: "false"
  REPAIR_DELETE_PODS: "false"
  REPAIR_REPAIR_PODS: "true"
  REPAIR_INIT_CONTAINER_NAME: istio-validation
  REPAIR_BROKEN_POD_LABEL_KEY: cni.istio.io/uninitialized
  REPAIR_BROKEN_POD_LABEL_VALUE: "true"
